using static Tyokyky.Contracts.Team.V1.MeetingState;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What can be done with a meeting; the names are those of the RPCs.</summary>
internal enum MeetingAction
{
    ReplanMeeting,
    AnswerMeetingInvitation,
    HoldMeeting,
    FinishMinutes,
    GetMinutes,
    RecordMeetingFeedback,
    AddTeamAction,
    NameCaseManager,
    CorrectMeeting,
    CancelMeeting,
    EnterMeetingInError,
}

/// <summary>The meetings' states.</summary>
internal static class MeetingTable
{
    private static readonly MeetingState[] held = [Held, MinutesFinished];

    public static StateTable<MeetingState, MeetingAction> Table { get; } = new(
        "meeting",
        new(MeetingAction.ReplanMeeting, [Planned], []),
        new(MeetingAction.AnswerMeetingInvitation, [Planned], []),
        new(MeetingAction.HoldMeeting, [Planned], [Held]),
        new(MeetingAction.FinishMinutes, [Held], [MinutesFinished]),
        new(MeetingAction.GetMinutes, held, []),
        new(MeetingAction.RecordMeetingFeedback, held, []),
        new(MeetingAction.AddTeamAction, held, []),
        new(MeetingAction.NameCaseManager, held, []),
        new(MeetingAction.CorrectMeeting, held, [], ReasonSystem: "correction-reason"),
        new(MeetingAction.CancelMeeting, [Planned], [Cancelled], ReasonSystem: "meeting-cancellation-reason"),
        new(MeetingAction.EnterMeetingInError, [Planned, .. held, Cancelled], [EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>Null when the state allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(MeetingAction action, MeetingState state) => Table.Find(action, state) is not null ? null : state switch
    {
        Planned => "MEETING_NOT_HELD",
        MinutesFinished when action == MeetingAction.FinishMinutes => "MINUTES_FINISHED",
        Held or MinutesFinished => "MEETING_HELD",
        Cancelled => "MEETING_CANCELLED",
        _ => "MEETING_ENTERED_IN_ERROR",
    };
}
