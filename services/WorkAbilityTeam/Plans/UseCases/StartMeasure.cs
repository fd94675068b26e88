namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Says that an accepted measure is under way.</summary>
[Access(Team, Relation.Owner)]
internal sealed class StartMeasure(PlanKind plans, IBusinessClock clock)
{
    public Task<StartMeasureResponse> Handle(StartMeasureRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            PlanStore.Whole(Guid.Parse(request.PlanId)),
            plan => plan.Start(Guid.Parse(request.MeasureId), clock.DayOrToday("started_on", request.StartedOn)),
            plan => new StartMeasureResponse { Plan = plan });
    }
}
