namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Exempts a plan from review until a day, for a reason.</summary>
[Access(Team, Relation.Owner)]
internal sealed class ExemptReview(PlanKind plans, IBusinessClock clock)
{
    public void Validate(ExemptReviewRequest request, Check check)
    {
        var from = clock.CodeDay(request.FromDay);
        check
            .OptionalCode("reason", request.Reason, "plan-review-exemption", from)
            .OptionalDay("until_day", request.UntilDay, until => until >= from, "DAY_BEFORE_START", "a day not before from_day")
            .OptionalDay("until_day", request.UntilDay, until => until <= from.AddYears(1), "PERIOD_TOO_LONG", "a day at most a year after from_day");
    }

    public Task<ExemptReviewResponse> Handle(ExemptReviewRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            PlanStore.Whole(Guid.Parse(request.PlanId)),
            plan => plan.Exempt(new ReviewPause(clock.DayOrToday("from_day", request.FromDay), request.UntilDay.ToDay(), request.Reason)),
            plan => new ExemptReviewResponse { Plan = plan });
    }
}
