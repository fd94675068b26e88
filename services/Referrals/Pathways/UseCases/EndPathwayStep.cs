namespace Tyokyky.Referrals.Pathways;

/// <summary>Ends a step with what came of it.</summary>
[Access(Workers, Shared)]
internal sealed class EndPathwayStep(PathwayKind pathways, IBusinessClock clock)
{
    public void Validate(EndPathwayStepRequest request, Check check) =>
        check.OptionalCode("outcome", request.Outcome, PathwayStepTable.RuleOf(PathwayStepAction.EndPathwayStep).ReasonSystem!, clock.CodeDay(request.EndedOn));

    public Task<EndPathwayStepResponse> Handle(EndPathwayStepRequest request, Call call)
    {
        var stepId = Guid.Parse(request.StepId);

        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.OfStep(stepId),
            pathway =>
            {
                var on = clock.DayOrToday("ended_on", request.EndedOn);
                var changed = pathway.Do(new StepChange(PathwayStepAction.EndPathwayStep, stepId, on)
                {
                    Reason = request.Outcome,
                });
                return changed;
            },
            pathway => new EndPathwayStepResponse { Pathway = pathway });
    }
}
