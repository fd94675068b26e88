namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Lists the organisation's plans whose review is due, the longest due first.</summary>
[Access(Team | Role.Manager)]
internal sealed class ListDueReviews(Reader reader, IBusinessClock clock)
{
    public Task<ListDueReviewsResponse> Handle(ListDueReviewsRequest request, Call call)
    {
        var by = request.DueBy?.ToDay() ?? clock.Today;

        return reader.ListAsync(
            request,
            call,
            paging => PlanStore.DueReviews(call.Caller.Organisation, by, paging.After?.Day(0) ?? DateOnly.MinValue, paging.AfterId(), paging.Limit),
            plan => [PagingKeys.DayKey(plan.ReviewDueOn!.Value), plan.Id.ToString()],
            plan => new Touch(plan.ClientId, plan.ObjectType, plan.Id.ToString()),
            page => ValueTask.FromResult(new ListDueReviewsResponse { Reviews = { page.Select(Due) } }));
    }

    private DueReview Due(SupportPlan plan) => new()
    {
        PlanId = plan.Id.ToString(),
        CaseId = plan.CaseId.ToString(),
        ClientId = plan.ClientId.ToString(),
        DueOn = plan.ReviewDueOn!.Value.ToDate(),
        OverdueBusinessDays = Math.Max(0, FinnishCalendar.BusinessDaysBetween(plan.ReviewDueOn.Value, clock.Today)),
    };
}
