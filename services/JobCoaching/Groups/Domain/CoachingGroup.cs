namespace Tyokyky.JobCoaching.Groups;

/// <summary>A peer or coaching group (vertais- tai valmennusryhmä) of an organisation.</summary>
internal sealed record CoachingGroup : IAggregate<CoachingGroup>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required GroupTold Told { get; init; }

    public CoachingGroupState State { get; init; } = CoachingGroupState.Open;

    public DateOnly? EndedOn { get; init; }

    public string ErrorReason { get; init; } = "";

    /// <summary>Who is in it now.</summary>
    public int Members { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>The membership that the call is about, where it is about one.</summary>
    public GroupMember? Member { get; init; }

    public string ObjectType => "coaching-group";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public CoachingGroup At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Created(DateTimeOffset at) => new(ObjectType, Id, "", StateCode.Of(State), at);

    public (CoachingGroup Group, Transition Transition) Update(GroupTold told, DateOnly today)
    {
        MustAllow(GroupAction.UpdateGroup);
        foreach (var (field, isSame) in new[]
        {
            ("kind", told.Kind == Told.Kind), ("programme", told.Programme == Told.Programme), ("from_day", told.From == Told.From),
        })
        {
            if (!isSame)
            {
                throw DomainException.Field($"details.{field}", "FIXED_AT_CREATION", "what it was when the group was created");
            }
        }

        return To(this with { Told = told }, today, "updated");
    }

    /// <param name="already">A membership of the same client that goes on.</param>
    public (CoachingGroup Group, Transition Transition) Join(GroupMember member, Guid? already)
    {
        MustAllow(GroupAction.JoinGroup);
        MustNotPrecede("joined_on", member.JoinedOn, Told.From, "DAY_BEFORE_START", "the group's first day");
        if (already is { } known)
        {
            throw GroupErrors.AlreadyAMember(known);
        }

        if (Told.Capacity > 0 && Members >= Told.Capacity)
        {
            throw GroupErrors.Blocked("GROUP_FULL", this);
        }

        return To(this with { Member = member, Members = Members + 1 }, member.JoinedOn, "joined");
    }

    /// <param name="lastTold">The last session of which the member's attendance is told.</param>
    public (CoachingGroup Group, Transition Transition) Leave(DateOnly on, string reason, DateOnly? lastTold)
    {
        MustAllow(GroupAction.LeaveGroup);
        MemberMustStand();
        if (Member!.LeftOn is not null)
        {
            throw GroupErrors.Blocked("NOT_A_MEMBER", this);
        }

        MustNotPrecede("left_on", on, Member.JoinedOn, "DAY_BEFORE_START", "the day on which the client joined");
        MustNotPrecede("left_on", on, lastTold ?? on, "DAY_BEFORE_PREVIOUS", "the last session of which the client's attendance is told");
        return To(this with { Member = Member with { LeftOn = on, LeaveReason = reason }, Members = Members - 1 }, on, "left");
    }

    public (CoachingGroup Group, Transition Transition) EnterMemberInError(string reason, DateOnly today)
    {
        MustAllow(GroupAction.EnterGroupMemberInError);
        MemberMustStand();
        var left = Member!.LeftOn is null ? Members - 1 : Members;
        return To(this with { Member = Member with { ErrorReason = reason }, Members = left }, today, "member-entered-in-error");
    }

    /// <param name="lastSession">The last session that was held or cancelled.</param>
    public (CoachingGroup Group, Transition Transition) End(DateOnly on, bool hasPlanned, DateOnly? lastSession)
    {
        MustAllow(GroupAction.EndGroup);
        if (hasPlanned)
        {
            throw GroupErrors.Blocked("GROUP_HAS_PLANNED_SESSIONS", this);
        }

        MustNotPrecede("ended_on", on, Told.From, "DAY_BEFORE_START", "the group's first day");
        MustNotPrecede("ended_on", on, lastSession ?? on, "DAY_BEFORE_PREVIOUS", "the last session");
        return To(this with { State = CoachingGroupState.Ended, EndedOn = on }, on);
    }

    public (CoachingGroup Group, Transition Transition) EnterInError(string reason, string note, bool isUsed, DateOnly today)
    {
        MustAllow(GroupAction.EnterGroupInError);
        if (isUsed)
        {
            throw GroupErrors.Blocked("GROUP_IN_USE", this);
        }

        return To(this with { State = CoachingGroupState.EnteredInError, ErrorReason = reason }, today, reason, note);
    }

    /// <summary>Whether a session may be planned for that day.</summary>
    public void MayMeet(DateOnly on)
    {
        MustAllow(GroupAction.PlanGroupSession);
        MustNotPrecede("on_day", on, Told.From, "DAY_BEFORE_START", "the group's first day");
    }

    private void MemberMustStand()
    {
        if (Member!.ErrorReason.Length > 0)
        {
            throw GroupErrors.Blocked("MEMBER_ENTERED_IN_ERROR", this);
        }
    }

    private void MustAllow(GroupAction action)
    {
        if (GroupTable.BlockedBy(action, State) is { } blocked)
        {
            throw GroupErrors.Blocked(blocked, this);
        }
    }

    private static void MustNotPrecede(string field, DateOnly day, DateOnly notBefore, string reason, string of)
    {
        if (day < notBefore)
        {
            throw GroupErrors.DayBefore(reason, field, of, notBefore);
        }
    }

    private (CoachingGroup Group, Transition Transition) To(CoachingGroup next, DateOnly day, string reason = "", string note = "") =>
        (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), FinnishTime.StartOf(day), reason, note));
}

/// <summary>What is told of a group.</summary>
internal sealed record GroupTold(
    string Name, string Kind, string Programme, string Place, int Capacity, string Leader, string LeaderName, DateOnly From, DateOnly? Until);

/// <summary>A client's membership, by a coaching or on a pathway.</summary>
internal sealed record GroupMember(Guid Id, Guid GroupId, CountedClient Client, Guid? CoachingId, DateOnly JoinedOn)
{
    public DateOnly? LeftOn { get; init; }

    public string LeaveReason { get; init; } = "";

    public string ErrorReason { get; init; } = "";

    /// <summary>How often the client came to held sessions, and did not.</summary>
    public int Present { get; init; }

    public int AbsentWithNotice { get; init; }

    public int AbsentWithoutNotice { get; init; }

    public Transition Became(string state, DateOnly day, string reason = "", string note = "") =>
        new("coaching-group-member", Id, state == "joined" ? "" : "joined", state, FinnishTime.StartOf(day), reason, note);
}
