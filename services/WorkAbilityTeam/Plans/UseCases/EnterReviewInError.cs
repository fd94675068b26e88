namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Marks a review as a mistake.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EnterReviewInError(PlanKind plans, IBusinessClock clock)
{
    public void Validate(EnterReviewInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterReviewInErrorResponse> Handle(EnterReviewInErrorRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            PlanStore.Whole(Guid.Parse(request.PlanId)),
            plan => plan.TakeBackReview(Guid.Parse(request.ReviewId), request.Reason, clock.Today),
            plan => new EnterReviewInErrorResponse { Plan = plan });
    }
}
