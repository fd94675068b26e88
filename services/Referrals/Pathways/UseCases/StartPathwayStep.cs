namespace Tyokyky.Referrals.Pathways;

/// <summary>Starts a step: a service period begins.</summary>
[Access(Workers, Shared)]
internal sealed class StartPathwayStep(PathwayKind pathways, IBusinessClock clock)
{
    public static void Validate(StartPathwayStepRequest request, Check check) =>
        check.OptionalPeriod(request.StartedOn, request.PlannedEnd, "started_on", "planned_end");

    public Task<StartPathwayStepResponse> Handle(StartPathwayStepRequest request, Call call)
    {
        var stepId = Guid.Parse(request.StepId);

        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.OfStep(stepId),
            pathway =>
            {
                var on = clock.DayOrToday("started_on", request.StartedOn);
                var changed = pathway.Do(new StepChange(PathwayStepAction.StartPathwayStep, stepId, on)
                {
                    PlannedEnd = request.PlannedEnd?.ToDay(),
                });
                return changed;
            },
            pathway => new StartPathwayStepResponse { Pathway = pathway });
    }
}
