namespace Tyokyky.Referrals.Pathways;

/// <summary>Marks a step as recorded by mistake.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Leading)]
internal sealed class EnterPathwayStepInError(PathwayKind pathways, IBusinessClock clock)
{
    public void Validate(EnterPathwayStepInErrorRequest request, Check check) => check.OptionalCode(
        "reason", request.Reason, PathwayStepTable.RuleOf(PathwayStepAction.EnterPathwayStepInError).ReasonSystem!, clock.Today);

    public Task<EnterPathwayStepInErrorResponse> Handle(EnterPathwayStepInErrorRequest request, Call call)
    {
        var stepId = Guid.Parse(request.StepId);

        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.OfStep(stepId),
            pathway => pathway.Do(new StepChange(PathwayStepAction.EnterPathwayStepInError, stepId, clock.Today) { Reason = request.Reason }),
            pathway => new EnterPathwayStepInErrorResponse { Pathway = pathway });
    }
}
