namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Marks a plan as a mistake.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EnterPlanInError(PlanKind plans, IBusinessClock clock)
{
    public void Validate(EnterPlanInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterPlanInErrorResponse> Handle(EnterPlanInErrorRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            PlanStore.Whole(Guid.Parse(request.PlanId)),
            plan => plan.EnterInError(request.Reason, clock.Today),
            plan => new EnterPlanInErrorResponse { Plan = plan });
    }
}
