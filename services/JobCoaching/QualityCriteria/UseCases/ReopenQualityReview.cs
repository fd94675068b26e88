namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Opens a finished review again.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class ReopenQualityReview(ReviewKind reviews, IBusinessClock clock)
{
    public Task<ReopenQualityReviewResponse> Handle(ReopenQualityReviewRequest request, Call call)
    {
        return reviews.ChangeAsync(
            request,
            call,
            QualityStore.Whole(Guid.Parse(request.ReviewId)),
            review => review.Reopen(request.Note, clock.Today),
            review => new ReopenQualityReviewResponse { Review = review });
    }
}
