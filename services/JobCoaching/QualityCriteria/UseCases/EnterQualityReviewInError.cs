namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Marks a review as a mistake.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class EnterQualityReviewInError(ReviewKind reviews, IBusinessClock clock)
{
    public void Validate(EnterQualityReviewInErrorRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterQualityReviewInErrorResponse> Handle(EnterQualityReviewInErrorRequest request, Call call)
    {
        return reviews.ChangeAsync(
            request,
            call,
            QualityStore.Whole(Guid.Parse(request.ReviewId)),
            review => review.EnterInError(request.Reason, clock.Today),
            review => new EnterQualityReviewInErrorResponse { Review = review });
    }
}
