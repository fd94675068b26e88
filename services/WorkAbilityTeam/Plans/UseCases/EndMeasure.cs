namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Says that a measure is done, or that it ended otherwise.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EndMeasure(PlanKind plans, IBusinessClock clock)
{
    private const string Outcomes = "measure-outcome";

    public void Validate(EndMeasureRequest request, Check check) =>
        check.OptionalCode("outcome", request.Outcome, Outcomes, clock.CodeDay(request.EndedOn));

    public Task<EndMeasureResponse> Handle(EndMeasureRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            PlanStore.Whole(Guid.Parse(request.PlanId)),
            plan =>
            {
                var day = clock.DayOrToday("ended_on", request.EndedOn);
                return plan.End(Guid.Parse(request.MeasureId), request.Outcome, CodeSystem.Get(Outcomes).Has(request.Outcome, "done", day), day);
            },
            plan => new EndMeasureResponse { Plan = plan });
    }
}
