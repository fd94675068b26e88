namespace Tyokyky.JobCoaching.Groups;

/// <summary>A session of a group; its attendance is told of every member of its day.</summary>
internal sealed record GroupSession : IAggregate<GroupSession>
{
    public required Guid Id { get; init; }

    public required Guid GroupId { get; init; }

    public required string Organisation { get; init; }

    /// <summary>The group's.</summary>
    public required string Kind { get; init; }

    public required string Programme { get; init; }

    public required DateOnly On { get; init; }

    public required int Minutes { get; init; }

    public required string Place { get; init; }

    public required string Topic { get; init; }

    public GroupSessionState State { get; init; } = GroupSessionState.Planned;

    public int Present { get; init; }

    public int AbsentWithNotice { get; init; }

    public int AbsentWithoutNotice { get; init; }

    public string CancellationReason { get; init; } = "";

    public string ErrorReason { get; init; } = "";

    public long Version { get; init; } = 1;

    /// <summary>Members of its day, where they are loaded with it.</summary>
    public IReadOnlyList<GroupMember> Members { get; init; } = [];

    /// <summary>Of each of them; empty: not held, or not loaded with it.</summary>
    public IReadOnlyList<AttendedMember> Attendance { get; init; } = [];

    public string ObjectType => "coaching-group-session";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public GroupSession At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Planned() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(On));

    public (GroupSession Session, Transition Transition) Hold(IReadOnlyDictionary<Guid, Attendance> told, DateOnly today)
    {
        MustAllow(GroupSessionAction.HoldGroupSession);
        if (On > today)
        {
            throw GroupErrors.Blocked("SESSION_NOT_BEGUN", this);
        }

        return To(Attended(told) with { State = GroupSessionState.Held }, On);
    }

    public (GroupSession Session, Transition Transition) Correct(IReadOnlyDictionary<Guid, Attendance> told, string reason)
    {
        MustAllow(GroupSessionAction.CorrectGroupAttendance);
        return To(Attended(told), On, reason);
    }

    public (GroupSession Session, Transition Transition) Cancel(string reason, string note, DateOnly today)
    {
        MustAllow(GroupSessionAction.CancelGroupSession);
        return To(this with { State = GroupSessionState.Cancelled, CancellationReason = reason }, today, reason, note);
    }

    public (GroupSession Session, Transition Transition) EnterInError(string reason, string note, DateOnly today)
    {
        MustAllow(GroupSessionAction.EnterGroupSessionInError);
        return To(this with { State = GroupSessionState.EnteredInError, ErrorReason = reason }, today, reason, note);
    }

    private GroupSession Attended(IReadOnlyDictionary<Guid, Attendance> told)
    {
        if (told.Keys.Except(Members.Select(member => member.Id)).Any())
        {
            throw DomainException.Field("attendance", "NOT_A_MEMBER", "members of the group on the day of the session");
        }

        if (Members.FirstOrDefault(member => !told.ContainsKey(member.Id)) is { } missing)
        {
            throw GroupErrors.AttendanceIncomplete(missing.Id);
        }

        return this with
        {
            Attendance = [.. Members.Select(member => new AttendedMember(member.Id, member.Client, told[member.Id]))],
            Present = told.Values.Count(one => one == Proto.Attendance.Present),
            AbsentWithNotice = told.Values.Count(one => one == Proto.Attendance.AbsentWithNotice),
            AbsentWithoutNotice = told.Values.Count(one => one == Proto.Attendance.AbsentWithoutNotice),
        };
    }

    private void MustAllow(GroupSessionAction action)
    {
        if (GroupSessionTable.BlockedBy(action, State) is { } blocked)
        {
            throw GroupErrors.Blocked(blocked, this);
        }
    }

    private (GroupSession Session, Transition Transition) To(GroupSession next, DateOnly day, string reason = "", string note = "") =>
        (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), FinnishTime.StartOf(day), reason, note));
}

/// <summary>Whether a member came.</summary>
internal sealed record AttendedMember(Guid MemberId, CountedClient Client, Attendance Attendance);
