namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Ends a plan with a reason.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EndPlan(PlanKind plans, IBusinessClock clock)
{
    public void Validate(EndPlanRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "plan-end-reason", clock.CodeDay(request.EndedOn));

    public Task<EndPlanResponse> Handle(EndPlanRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            PlanStore.Whole(Guid.Parse(request.PlanId)),
            plan => plan.End(request.Reason, request.Note, clock.DayOrToday("ended_on", request.EndedOn)),
            plan => new EndPlanResponse { Plan = plan });
    }
}
