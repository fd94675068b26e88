namespace Tyokyky.Referrals.Pathways;

/// <summary>Plans a step once more.</summary>
[Access(Workers, Shared)]
internal sealed class RepeatPathwayStep(PathwayKind pathways, TimeProvider time, IBusinessClock clock)
{
    public static void Validate(RepeatPathwayStepRequest request, Check check) =>
        check.OptionalPeriod(request.PlannedStart, request.PlannedEnd, "planned_start", "planned_end");

    public Task<RepeatPathwayStepResponse> Handle(RepeatPathwayStepRequest request, Call call)
    {
        var stepId = Guid.Parse(request.StepId);
        var newStepId = Guid.CreateVersion7(time.GetUtcNow());

        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.OfStep(stepId),
            pathway =>
            {
                var on = clock.Today;
                var changed = pathway.Do(new StepChange(PathwayStepAction.RepeatPathwayStep, stepId, on)
                {
                    IsReturn = request.IsReturn,
                    PlannedStart = request.PlannedStart?.ToDay(),
                    PlannedEnd = request.PlannedEnd?.ToDay(),
                    NewStepId = newStepId,
                });
                return changed;
            },
            pathway => new RepeatPathwayStepResponse { Pathway = pathway, StepId = newStepId.ToString() });
    }
}
