using static Tyokyky.Contracts.Coaching.V1.WorkTrialFeedbackState;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>What can be done with a feedback; the names are those of the RPCs, but for what the link and its last day do.</summary>
internal enum FeedbackAction
{
    AnswerByLink,
    LetLinkEnd,
    RenewWorkTrialFeedback,
    CancelWorkTrialFeedback,
    EnterWorkTrialFeedbackInError,
}

/// <summary>The states of a feedback. Who did not answer in time may be asked again.</summary>
internal static class FeedbackTable
{
    public static StateTable<WorkTrialFeedbackState, FeedbackAction> Table { get; } = new(
        "work trial feedback",
        new(FeedbackAction.AnswerByLink, [Requested], [Answered]),
        new(FeedbackAction.LetLinkEnd, [Requested], [Expired]),
        new(FeedbackAction.RenewWorkTrialFeedback, [Requested, Expired], [Requested]),
        new(FeedbackAction.CancelWorkTrialFeedback, [Requested, Expired], [Cancelled], ReasonSystem: "feedback-cancellation-reason"),
        new(FeedbackAction.EnterWorkTrialFeedbackInError, [Requested, Answered, Expired, Cancelled], [EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>What a coach does.</summary>
    public static IEnumerable<FeedbackAction> OfCoaches => Enum.GetValues<FeedbackAction>().Where(one => one > FeedbackAction.LetLinkEnd);

    /// <summary>Null when the state allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(FeedbackAction action, WorkTrialFeedbackState state) => Table.Find(action, state) is not null ? null : state switch
    {
        EnteredInError => "FEEDBACK_ENTERED_IN_ERROR",
        Answered => "FEEDBACK_ANSWERED",
        Cancelled => "FEEDBACK_CANCELLED",
        _ => "FEEDBACK_EXPIRED",
    };
}
