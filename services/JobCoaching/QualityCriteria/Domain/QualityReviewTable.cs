using static Tyokyky.Contracts.Coaching.V1.QualityReviewState;

namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>What can be done with a review; the names are those of the RPCs.</summary>
internal enum QualityReviewAction
{
    ScoreQualityItem,
    FinishQualityReview,
    ReopenQualityReview,
    EnterQualityReviewInError,
}

/// <summary>The reviews' states. A finished one is scored anew when it is opened again.</summary>
internal static class QualityReviewTable
{
    public static StateTable<QualityReviewState, QualityReviewAction> Table { get; } = new(
        "quality review",
        new(QualityReviewAction.ScoreQualityItem, [Started], []),
        new(QualityReviewAction.FinishQualityReview, [Started], [Finished]),
        new(QualityReviewAction.ReopenQualityReview, [Finished], [Started]),
        new(QualityReviewAction.EnterQualityReviewInError, [Started, Finished], [EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>Null when the state allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(QualityReviewAction action, QualityReviewState state) =>
        Table.Find(action, state) is not null ? null
        : state == EnteredInError ? "REVIEW_ENTERED_IN_ERROR"
        : state == Finished ? "REVIEW_FINISHED"
        : "REVIEW_NOT_FINISHED";
}
