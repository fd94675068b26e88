namespace Tyokyky.JobCoaching.Groups;

/// <summary>What others are told of groups: of a client by the client's key, of the rest by the group's.</summary>
internal static class GroupFacts
{
    public static void TellOf(this Commit commit, CoachingGroup? before, CoachingGroup now)
    {
        var told = (before?.State, now.State) switch
        {
            (null, _) => new CoachingGroupCreated
            {
                GroupId = now.Id.ToString(),
                Organisation = now.Organisation,
                Kind = now.Told.Kind,
                Programme = now.Told.Programme,
                FromDay = now.Told.From.ToDate(),
            },
            (CoachingGroupState.Open, CoachingGroupState.Ended) => new CoachingGroupEnded
            {
                GroupId = now.Id.ToString(),
                Organisation = now.Organisation,
                Kind = now.Told.Kind,
                Programme = now.Told.Programme,
                EndedOn = now.EndedOn?.ToDate(),
            },
            (not CoachingGroupState.EnteredInError, CoachingGroupState.EnteredInError) => new CoachingGroupEnteredInError { GroupId = now.Id.ToString() },
            _ => (IMessage?)null,
        };
        if (told is not null) { commit.Fact(told, now.Id.ToString()); }
    }

    public static IMessage Joined(GroupMember member, CoachingGroup group) => new CoachingGroupJoined
    {
        GroupId = group.Id.ToString(),
        Organisation = group.Organisation,
        Kind = group.Told.Kind,
        Programme = group.Told.Programme,
        MemberId = member.Id.ToString(),
        Client = member.Client.Facets(),
        JoinedOn = member.JoinedOn.ToDate(),
    };

    /// <summary>What became of a membership.</summary>
    public static IMessage Of(GroupMember member) => member.ErrorReason.Length > 0
        ? new CoachingGroupMemberEnteredInError
        {
            GroupId = member.GroupId.ToString(),
            MemberId = member.Id.ToString(),
            ClientId = member.Client.Id.ToString(),
        }
        : new CoachingGroupLeft
        {
            GroupId = member.GroupId.ToString(),
            MemberId = member.Id.ToString(),
            ClientId = member.Client.Id.ToString(),
            LeftOn = member.LeftOn?.ToDate(),
        };

    /// <summary>Null: nobody is told of what is only planned.</summary>
    public static IMessage? Of(GroupSession? before, GroupSession now) => (before?.State, now.State) switch
    {
        (GroupSessionState.Planned, GroupSessionState.Held) => new CoachingGroupSessionHeld
        {
            GroupId = now.GroupId.ToString(),
            Organisation = now.Organisation,
            Kind = now.Kind,
            Programme = now.Programme,
            SessionId = now.Id.ToString(),
            Minutes = now.Minutes,
            HeldOn = now.On.ToDate(),
        },
        (_, GroupSessionState.Cancelled) => new CoachingGroupSessionCancelled
        {
            GroupId = now.GroupId.ToString(),
            Organisation = now.Organisation,
            Kind = now.Kind,
            Programme = now.Programme,
            SessionId = now.Id.ToString(),
            Reason = now.CancellationReason,
            PlannedOn = now.On.ToDate(),
        },
        (_, GroupSessionState.EnteredInError) => new CoachingGroupSessionEnteredInError { SessionId = now.Id.ToString(), GroupId = now.GroupId.ToString() },
        _ => null,
    };

    public static CoachingGroupAttendanceRecorded Of(GroupSession session, AttendedMember one) => new()
    {
        GroupId = session.GroupId.ToString(),
        Organisation = session.Organisation,
        Kind = session.Kind,
        Programme = session.Programme,
        SessionId = session.Id.ToString(),
        MemberId = one.MemberId.ToString(),
        Client = one.Client.Facets(),
        Attendance = StateCode.Of(one.Attendance),
        HeldOn = session.On.ToDate(),
    };
}
