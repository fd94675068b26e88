namespace Tyokyky.Referrals.Pathways;

/// <summary>Pauses a step until a day.</summary>
[Access(Workers, Shared)]
internal sealed class PausePathwayStep(PathwayKind pathways, IBusinessClock clock)
{
    public void Validate(PausePathwayStepRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, PathwayStepTable.RuleOf(PathwayStepAction.PausePathwayStep).ReasonSystem!, clock.Today)
        .OptionalDayAfter("resume_on", request.ResumeOn, clock.Today);

    public Task<PausePathwayStepResponse> Handle(PausePathwayStepRequest request, Call call)
    {
        var stepId = Guid.Parse(request.StepId);

        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.OfStep(stepId),
            pathway =>
            {
                var on = clock.Today;
                var changed = pathway.Do(new StepChange(PathwayStepAction.PausePathwayStep, stepId, on)
                {
                    Reason = request.Reason,
                    PlannedEnd = request.ResumeOn.ToDay(),
                });
                return changed;
            },
            pathway => new PausePathwayStepResponse { Pathway = pathway });
    }
}
