namespace Tyokyky.JobCoaching.Groups;

/// <summary>What can be done with a group; the names are those of the RPCs.</summary>
internal enum GroupAction
{
    UpdateGroup,
    JoinGroup,
    LeaveGroup,
    EnterGroupMemberInError,
    PlanGroupSession,
    EndGroup,
    EnterGroupInError,
}

/// <summary>A group's states. What happened in it may be found a mistake after its end.</summary>
internal static class GroupTable
{
    private const CoachingGroupState Open = CoachingGroupState.Open;
    private const CoachingGroupState Ended = CoachingGroupState.Ended;

    public static StateTable<CoachingGroupState, GroupAction> Table { get; } = new(
        "coaching group",
        new(GroupAction.UpdateGroup, [Open], []),
        new(GroupAction.JoinGroup, [Open], []),
        new(GroupAction.LeaveGroup, [Open], [], ReasonSystem: "group-leave-reason"),
        new(GroupAction.EnterGroupMemberInError, [Open, Ended], [], ReasonSystem: "error-reason"),
        new(GroupAction.PlanGroupSession, [Open], []),
        new(GroupAction.EndGroup, [Open], [Ended]),
        new(GroupAction.EnterGroupInError, [Open, Ended], [CoachingGroupState.EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>Null when the group allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(GroupAction action, CoachingGroupState state) =>
        Table.Find(action, state) is not null ? null : state == Ended ? "GROUP_ENDED" : "GROUP_ENTERED_IN_ERROR";
}

/// <summary>What can be done with a session; the names are those of the RPCs.</summary>
internal enum GroupSessionAction
{
    HoldGroupSession,
    CancelGroupSession,
    CorrectGroupAttendance,
    EnterGroupSessionInError,
}

/// <summary>A session's states.</summary>
internal static class GroupSessionTable
{
    private const GroupSessionState Planned = GroupSessionState.Planned;
    private const GroupSessionState Held = GroupSessionState.Held;
    private const GroupSessionState Cancelled = GroupSessionState.Cancelled;

    public static StateTable<GroupSessionState, GroupSessionAction> Table { get; } = new(
        "coaching group session",
        new(GroupSessionAction.HoldGroupSession, [Planned], [Held]),
        new(GroupSessionAction.CancelGroupSession, [Planned], [Cancelled], ReasonSystem: "group-session-cancellation-reason"),
        new(GroupSessionAction.CorrectGroupAttendance, [Held], [], ReasonSystem: "correction-reason"),
        new(GroupSessionAction.EnterGroupSessionInError, [Planned, Held, Cancelled], [GroupSessionState.EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>Null when the session allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(GroupSessionAction action, GroupSessionState state) =>
        Table.Find(action, state) is not null ? null : state switch
        {
            Planned => "SESSION_NOT_HELD",
            Held => "SESSION_HELD",
            Cancelled => "SESSION_CANCELLED",
            _ => "SESSION_ENTERED_IN_ERROR",
        };
}
