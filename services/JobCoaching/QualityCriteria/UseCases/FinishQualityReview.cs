namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Finishes a review in which no item is missing.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class FinishQualityReview(ReviewKind reviews, CriteriaSets sets, IBusinessClock clock)
{
    public Task<FinishQualityReviewResponse> Handle(FinishQualityReviewRequest request, Call call)
    {
        return reviews.ChangeAsync(
            request,
            call,
            QualityStore.Whole(Guid.Parse(request.ReviewId)),
            async review => review.Finish(await sets.OfAsync(review, call.Cancel), clock.DayOrToday("finished_on", request.FinishedOn)),
            review => new FinishQualityReviewResponse { Review = review });
    }
}
