using static Tyokyky.Contracts.Coaching.V1.FollowUpState;

namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>What can be done with a follow-up; the names are those of the RPCs.</summary>
internal enum FollowUpAction
{
    RecordFollowUpAttempt,
    AnswerFollowUp,
    RescheduleFollowUp,
    AssignFollowUp,
    CorrectFollowUp,
    ReopenFollowUp,
    WithdrawFollowUp,
}

/// <summary>The follow-ups' states. Who was given up may answer yet.</summary>
internal static class FollowUpTable
{
    public static StateTable<FollowUpState, FollowUpAction> Table { get; } = new(
        "follow-up",
        new(FollowUpAction.RecordFollowUpAttempt, [Planned], [Planned, NotAnswered]),
        new(FollowUpAction.AnswerFollowUp, [Planned, NotAnswered], [Answered]),
        new(FollowUpAction.RescheduleFollowUp, [Planned, NotAnswered], [Planned]),
        new(FollowUpAction.AssignFollowUp, [Planned, NotAnswered], []),
        new(FollowUpAction.CorrectFollowUp, [Answered], []),
        new(FollowUpAction.ReopenFollowUp, [Answered], [Planned], ReasonSystem: "error-reason"),
        new(FollowUpAction.WithdrawFollowUp, [Planned, Answered, NotAnswered], [Withdrawn], ReasonSystem: "follow-up-withdrawal-reason"));

    /// <summary>Null when the state allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(FollowUpAction action, FollowUpState state) => Table.Find(action, state) is not null ? null : (action, state) switch
    {
        (_, Withdrawn) => "FOLLOW_UP_WITHDRAWN",
        (FollowUpAction.CorrectFollowUp or FollowUpAction.ReopenFollowUp, _) => "FOLLOW_UP_NOT_ANSWERED",
        (_, Answered) => "FOLLOW_UP_ANSWERED",
        _ => "FOLLOW_UP_GIVEN_UP",
    };
}
