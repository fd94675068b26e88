namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>A second professional approves the plan's current version.</summary>
[Access(Role.TeamMember, Relation.Owner)]
internal sealed class ApprovePlanVersion(PlanKind plans, IBusinessClock clock)
{
    public void Validate(ApprovePlanVersionRequest request, Check check) => check.OptionalCode("profession", request.Profession, "profession", clock.Today);

    public Task<ApprovePlanVersionResponse> Handle(ApprovePlanVersionRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            PlanStore.Whole(Guid.Parse(request.PlanId)),
            plan => plan.Approve(request.Version, new Approval(call.Caller.Subject, request.Profession, MicrosecondTime.Of(clock.Now), [])),
            plan => new ApprovePlanVersionResponse { Plan = plan });
    }
}
