using static Tyokyky.Contracts.Referrals.V1.MeetingStatus;

namespace Tyokyky.Referrals.Networks;

/// <summary>What can be done with a network meeting; the names are those of the RPCs.</summary>
internal enum NetworkMeetingAction
{
    PlanNetworkMeeting,
    AnswerInvitation,
    RecordNamingAgreement,
    HoldNetworkMeeting,
    AddMeetingAction,
    CancelNetworkMeeting,
    EnterNetworkMeetingInError,
}

/// <summary>The network meetings' states. An agreement to be named may be given or taken back as long as anybody reads the meeting.</summary>
internal static class NetworkMeetingTable
{
    public static StateTable<MeetingStatus, NetworkMeetingAction> Table { get; } = new(
        "network meeting",
        new(NetworkMeetingAction.PlanNetworkMeeting, [Planned], []),
        new(NetworkMeetingAction.AnswerInvitation, [Planned], []),
        new(NetworkMeetingAction.RecordNamingAgreement, [Planned, Held, Cancelled], []),
        new(NetworkMeetingAction.HoldNetworkMeeting, [Planned], [Held]),
        new(NetworkMeetingAction.AddMeetingAction, [Held], []),
        new(NetworkMeetingAction.CancelNetworkMeeting, [Planned], [Cancelled], ReasonSystem: "meeting-cancellation-reason"),
        new(NetworkMeetingAction.EnterNetworkMeetingInError, [Planned, Held, Cancelled], [EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>Null when the meeting allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(NetworkMeetingAction action, NetworkMeeting meeting) => (action, meeting.Status) switch
    {
        _ when Table.Find(action, meeting.Status) is null => MeetingBlocks.Of(meeting.Status),
        (NetworkMeetingAction.AnswerInvitation, _) when meeting.ClientPart == MeetingClientPart.NotInvited => "CLIENT_NOT_INVITED",
        _ => null,
    };
}

/// <summary>How a meeting's status says no, to network meetings and to those of standing groups alike.</summary>
internal static class MeetingBlocks
{
    public static string Of(MeetingStatus status) => status switch
    {
        Planned => "MEETING_NOT_HELD",
        Held => "MEETING_HELD",
        Cancelled => "MEETING_CANCELLED",
        _ => "MEETING_ENTERED_IN_ERROR",
    };

    /// <summary>Who can clear a block: the convener where the meeting is still to come.</summary>
    public static string ClearedBy(string reason) => reason is "MEETING_NOT_HELD" or "CLIENT_NOT_INVITED" ? "coordinator" : "nobody";
}
