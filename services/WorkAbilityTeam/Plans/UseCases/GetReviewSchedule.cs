namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>When a plan is to be reviewed, and by which rule, as it stood on a day.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetReviewSchedule(PlanReading reading, IBusinessClock clock)
{
    public async Task<GetReviewScheduleResponse> Handle(GetReviewScheduleRequest request, Call call)
    {
        var (plan, _) = await reading.OpenAsync(request.PlanId, call);

        var day = request.AsOf?.ToDay() ?? clock.Today;
        var review = plan.ReviewOn(day);
        if (day < review.CountedFrom)
        {
            throw PlanErrors.DayBefore("as_of", review.CountedFrom);
        }

        await reading.LogAsync(plan, call);
        return new GetReviewScheduleResponse
        {
            Standing = review.Standing,
            DueOn = review.DueOn?.ToDate(),
            AgreedOn = review.AgreedOn?.ToDate(),
            LatestOn = review.LatestOn?.ToDate(),
            StatutoryPlan = review.Rule.Code == ReviewRules.Usual ? "" : review.Rule.Code,
            Source = review.Rule.Source,
            ExemptUntil = review.Pause?.Until.ToDate(),
            ExemptionReason = review.Pause?.Reason ?? "",
            CountedFrom = review.CountedFrom.ToDate(),
        };
    }
}
