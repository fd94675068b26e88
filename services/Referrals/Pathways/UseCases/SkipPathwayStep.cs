namespace Tyokyky.Referrals.Pathways;

/// <summary>Leaves a planned step out.</summary>
[Access(Workers, Shared)]
internal sealed class SkipPathwayStep(PathwayKind pathways, IBusinessClock clock)
{
    public void Validate(SkipPathwayStepRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, PathwayStepTable.RuleOf(PathwayStepAction.SkipPathwayStep).ReasonSystem!, clock.Today);

    public Task<SkipPathwayStepResponse> Handle(SkipPathwayStepRequest request, Call call)
    {
        var stepId = Guid.Parse(request.StepId);

        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.OfStep(stepId),
            pathway =>
            {
                var on = clock.Today;
                var changed = pathway.Do(new StepChange(PathwayStepAction.SkipPathwayStep, stepId, on)
                {
                    Reason = request.Reason,
                });
                return changed;
            },
            pathway => new SkipPathwayStepResponse { Pathway = pathway });
    }
}
