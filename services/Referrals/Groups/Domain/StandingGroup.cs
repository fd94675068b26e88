using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Networks;
using static Tyokyky.Contracts.Referrals.V1.StandingGroupStatus;

namespace Tyokyky.Referrals.Groups;

/// <summary>What can be done with a standing group; the names are those of the RPCs.</summary>
internal enum StandingGroupAction
{
    ChangeStandingGroup,
    AddGroupMember,
    EndGroupMembership,
    ConveneGroupMeeting,
    EndStandingGroup,
}

/// <summary>The standing groups' states. What has ended stays ended; its meetings of before may still be held and minuted.</summary>
internal static class StandingGroupTable
{
    public static StateTable<StandingGroupStatus, StandingGroupAction> Table { get; } = new(
        "standing group",
        new(StandingGroupAction.ChangeStandingGroup, [Active], []),
        new(StandingGroupAction.AddGroupMember, [Active], []),
        new(StandingGroupAction.EndGroupMembership, [Active], []),
        new(StandingGroupAction.ConveneGroupMeeting, [Active], []),
        new(StandingGroupAction.EndStandingGroup, [Active], [Ended]));

    /// <summary>Null when the group allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(StandingGroupAction action, StandingGroup group) => Table.Find(action, group.Status) is null ? "GROUP_ENDED"
        : action == StandingGroupAction.EndStandingGroup && group.PlannedMeetings > 0 ? "MEETINGS_PLANNED"
        : null;
}

/// <summary>A standing group (pysyvä ryhmä): steering, development or expert group.</summary>
internal sealed record StandingGroup : IAggregate<StandingGroup>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string Mandate { get; init; }

    public required string Programme { get; init; }

    /// <summary>Empty: not bound to any.</summary>
    public required string[] Municipalities { get; init; }

    public required DateOnly FromDay { get; init; }

    public DateOnly? ToDay { get; init; }

    public DateOnly? EndedOn { get; init; }

    public IReadOnlyList<GroupMember> Members { get; init; } = [];

    /// <summary>Meetings still to come.</summary>
    public long PlannedMeetings { get; init; }

    public long Version { get; init; } = 1;

    public StandingGroupStatus Status => EndedOn is null ? Active : Ended;

    public string ObjectType => "standing-group";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public StandingGroup At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) =>
        (caller.OwnOrganisation() == Organisation ? Relation.Owner : Relation.None)
        | (Members.Any(member => member.Organisation.Length > 0 && member.Organisation == caller.OwnOrganisation())
            ? Relation.NamedParticipant
            : Relation.None);

    public (StandingGroup Group, Transition Transition) Change(string name, string mandate, string[] municipalities, DateOnly? toDay, DateTimeOffset at)
    {
        Require(StandingGroupAction.ChangeStandingGroup);
        RequireNotBefore(FromDay, toDay, "to_day");
        return Changed(this with { Name = name, Mandate = mandate, Municipalities = municipalities, ToDay = toDay }, "changed", at);
    }

    /// <summary>Ends it, and the memberships that go on.</summary>
    public (StandingGroup Group, Transition Transition) End(DateOnly on)
    {
        Require(StandingGroupAction.EndStandingGroup);
        RequireNotBefore(FromDay, on, "ended_on");
        var members = Members.Select(
            member => member.ToDay is null || member.ToDay > on ? member with { ToDay = on < member.FromDay ? member.FromDay : on } : member);
        return Changed(this with { EndedOn = on, Members = [.. members] }, StateCode.Of(Ended), FinnishTime.StartOf(on));
    }

    public (StandingGroup Group, Transition Transition) Add(GroupMember member, DateTimeOffset at)
    {
        Require(StandingGroupAction.AddGroupMember);
        if (member.Professional is { } professional && Members.Any(other => other.Professional == professional && other.Days().Overlaps(member.Days())))
        {
            throw NetworkErrors.AlreadyMember();
        }

        return Changed(this with { Members = [.. Members, member] }, "member-added", at);
    }

    public (StandingGroup Group, Transition Transition) EndMembership(Guid memberId, DateOnly on)
    {
        Require(StandingGroupAction.EndGroupMembership);
        var member = Members.FirstOrDefault(member => member.Id == memberId) ?? throw NetworkErrors.UnknownMember();
        RequireNotBefore(member.FromDay, on, "to_day");
        return Changed(
            this with { Members = [.. Members.Select(other => other == member ? member with { ToDay = on } : other)] },
            "membership-ended",
            FinnishTime.StartOf(on));
    }

    /// <summary>A meeting to come.</summary>
    public (StandingGroup Group, Transition Transition) Convene(DateTimeOffset at)
    {
        Require(StandingGroupAction.ConveneGroupMeeting);
        return Changed(this with { PlannedMeetings = PlannedMeetings + 1 }, "meeting-convened", at);
    }

    private static void RequireNotBefore(DateOnly first, DateOnly? day, string field)
    {
        if (day < first)
        {
            throw NetworkErrors.DayBefore(field, first);
        }
    }

    private (StandingGroup Group, Transition Transition) Changed(StandingGroup next, string what, DateTimeOffset at) =>
        (next, new Transition(ObjectType, Id, StateCode.Of(Status), what, at));

    private void Require(StandingGroupAction action)
    {
        if (StandingGroupTable.BlockedBy(action, this) is { } blocked)
        {
            throw NetworkErrors.Blocked(blocked, Id, Status);
        }
    }
}

/// <summary>A standing group's member for a time.</summary>
internal sealed record GroupMember(
    Guid Id, string Organisation, Guid? Professional, string Name, string Profession, string Role, DateOnly FromDay, DateOnly? ToDay)
{
    public Validity Days() => new(FromDay, ToDay);
}
