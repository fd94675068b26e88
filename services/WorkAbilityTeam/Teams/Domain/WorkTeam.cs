namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>A work-ability team (työkyvyn tuen tiimi) of an organisation, with its members of several.</summary>
internal sealed record WorkTeam : IAggregate<WorkTeam>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required string Name { get; init; }

    /// <summary>Empty: all that the organisation serves.</summary>
    public required string[] Municipalities { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    /// <summary>In the order of their first days.</summary>
    public IReadOnlyList<Member> Members { get; init; } = [];

    public long Version { get; init; } = 1;

    public string ObjectType => "work-team";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public WorkTeam At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller, DateOnly today) =>
        (caller.ActsFor(Organisation) ? Relation.Owner : Relation.None)
        | (Members.Any(member => member.Is(caller) && member.Covers(today)) ? Relation.NamedParticipant : Relation.None);

    public (WorkTeam Team, Transition Transition) Registered() => (this, new Transition(ObjectType, Id, "", "registered", FinnishTime.StartOf(ValidFrom)));

    public (WorkTeam Team, Transition Transition) Change(string name, string[] municipalities, DateOnly? validTo, DateTimeOffset at)
    {
        var next = this with
        {
            Name = name.Length > 0 ? name : Name,
            Municipalities = municipalities.Length > 0 ? municipalities : Municipalities,
            ValidTo = validTo ?? ValidTo,
        };
        if (next.ValidTo < ValidFrom)
        {
            throw TeamErrors.DayBeforeStart("valid_to", ValidFrom);
        }

        return Changed(next, "changed", at);
    }

    public (WorkTeam Team, Transition Transition) Add(Member member, DateOnly today, DateTimeOffset at)
    {
        if (ValidTo < today)
        {
            throw TeamErrors.Ended(ValidTo.Value);
        }

        if (member.DeputyOf is { } stoodInFor && !Members.Any(other => other.Id == stoodInFor && other.CoversAllOf(member)))
        {
            throw TeamErrors.UnknownMember("deputy_of");
        }

        if (Members.Any(other => other.IsSame(member) && other.Overlaps(member)))
        {
            throw TeamErrors.AlreadyMember();
        }

        return Changed(this with { Members = InOrder(Members.Append(member)) }, "member-added", at);
    }

    /// <summary>Who stands in for somebody does so no longer than that one is a member.</summary>
    public (WorkTeam Team, Transition Transition) EndMember(Guid memberId, DateOnly lastDay, DateTimeOffset at)
    {
        var member = Members.FirstOrDefault(other => other.Id == memberId) ?? throw TeamErrors.MemberUnknown();
        if (lastDay < member.FromDay)
        {
            throw TeamErrors.DayBeforeStart("last_day", member.FromDay);
        }

        if (member.ToDay <= lastDay)
        {
            throw TeamErrors.MembershipEnded(member.ToDay.Value);
        }

        var kept = Members
            .Where(other => other.DeputyOf != memberId || other.FromDay <= lastDay)
            .Select(other => other.Id == memberId || (other.DeputyOf == memberId && !(other.ToDay <= lastDay)) ? other with { ToDay = lastDay } : other);
        return Changed(this with { Members = InOrder(kept) }, "member-ended", at);
    }

    private static Member[] InOrder(IEnumerable<Member> members) => [.. members.OrderBy(member => member.FromDay).ThenBy(member => member.Id)];

    private (WorkTeam Team, Transition Transition) Changed(WorkTeam next, string what, DateTimeOffset at) =>
        (next, new Transition(ObjectType, Id, "registered", what, at));
}

/// <summary>A member of a team for some days; one who stands in for another (sijainen) names that one.</summary>
internal sealed record Member(
    Guid Id, string Worker, string Name, string Profession, string Organisation, DateOnly FromDay, DateOnly? ToDay, Guid? DeputyOf)
{
    public bool Covers(DateOnly day) => FromDay <= day && !(ToDay < day);

    public bool CoversAllOf(Member other) => FromDay <= other.FromDay && (ToDay is not { } last || other.ToDay <= last);

    public bool Overlaps(Member other) => !(ToDay < other.FromDay) && !(other.ToDay < FromDay);

    public bool IsSame(Member other) => (Worker, Organisation, DeputyOf) == (other.Worker, other.Organisation, other.DeputyOf);

    public bool Is(Caller caller) => Worker == caller.Subject && caller.ActsFor(Organisation);
}
