namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>What others are told of reviews: that there is one and what it came to; nothing of an item, nor of a person.</summary>
internal static class QualityFacts
{
    /// <summary>Null: nothing that others count.</summary>
    public static IMessage? Of(Review? before, Review now, CriteriaSet set, DateOnly day) => (before?.State, now.State) switch
    {
        (null, _) => new QualityReviewStarted
        {
            ReviewId = now.Id.ToString(),
            Organisation = now.Organisation,
            Set = now.Set,
            Version = now.Edition,
            FromDay = now.FromDay.ToDate(),
            ToDay = now.ToDay.ToDate(),
            StartedOn = now.StartedOn.ToDate(),
        },
        (QualityReviewState.Started, QualityReviewState.Finished) => Finished(now, now.Total(set)!),
        (QualityReviewState.Finished, QualityReviewState.Started) => new QualityReviewReopened
        {
            ReviewId = now.Id.ToString(),
            Organisation = now.Organisation,
            ReopenedOn = day.ToDate(),
        },
        (_, QualityReviewState.EnteredInError) => new QualityReviewEnteredInError
        {
            ReviewId = now.Id.ToString(),
            Organisation = now.Organisation,
            Reason = now.ErrorReason,
            EnteredOn = day.ToDate(),
        },
        _ => null,
    };

    private static QualityReviewFinished Finished(Review review, ReviewTotal total) => new()
    {
        ReviewId = review.Id.ToString(),
        Organisation = review.Organisation,
        Set = review.Set,
        Version = review.Edition,
        FromDay = review.FromDay.ToDate(),
        ToDay = review.ToDay.ToDate(),
        Total = total.Total,
        HighestTotal = total.Highest,
        Scored = total.Scored,
        NotApplicable = total.NotApplicable,
        Band = total.Band,
        FinishedOn = review.FinishedOn?.ToDate(),
    };
}
