namespace Tyokyky.Referrals.Pathways;

/// <summary>Goes on with a paused step.</summary>
[Access(Workers, Shared)]
internal sealed class ResumePathwayStep(PathwayKind pathways, IBusinessClock clock)
{
    public Task<ResumePathwayStepResponse> Handle(ResumePathwayStepRequest request, Call call)
    {
        var stepId = Guid.Parse(request.StepId);

        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.OfStep(stepId),
            pathway =>
            {
                var on = clock.DayOrToday("resumed_on", request.ResumedOn);
                var changed = pathway.Do(new StepChange(PathwayStepAction.ResumePathwayStep, stepId, on));
                return changed;
            },
            pathway => new ResumePathwayStepResponse { Pathway = pathway });
    }
}
