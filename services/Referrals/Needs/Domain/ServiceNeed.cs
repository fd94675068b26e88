using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>A service need (palvelutarve) that an assessment found, and what became of it.</summary>
internal sealed record ServiceNeed : IAggregate<ServiceNeed>
{
    public required Guid Id { get; init; }

    public required Guid AssessmentId { get; init; }

    public required Guid ClientId { get; init; }

    public required string Organisation { get; init; }

    /// <summary>The other organisations of a joint assessment.</summary>
    public required string[] Participants { get; init; }

    public required string Service { get; init; }

    public required string Description { get; init; }

    public required DateOnly IdentifiedOn { get; init; }

    public required string Municipality { get; init; }

    public required string Programme { get; init; }

    public required NeedStatus Status { get; init; }

    public string StatusReason { get; init; } = "";

    /// <summary>The organisation that gave it its status: it may read its own words.</summary>
    public required string StatusBy { get; init; }

    public string Provider { get; init; } = "";

    public required DateOnly StatusSince { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "need";

    public Guid ObjectId => Id;

    /// <summary>Read as not started, whatever it is.</summary>
    public bool IsMasked { get; init; }

    /// <summary>To who reads it as not started no change shows, neither in the etag nor in the days.</summary>
    public Etag Etag => Etag.Of(IsMasked ? 1 : Version, Id);

    public ServiceNeed At(long version) => this with { Version = version };

    /// <summary>Open, declined and without a service look the same to who could sanction, or the mask itself would tell.</summary>
    public ServiceNeed ReadBy(string organisation, bool canSanction) =>
        this with { IsMasked = canSanction && StatusBy != organisation && NeedTable.IsNotStarted(Status) };

    /// <summary>What the caller is to the need; the case manager may be any worker.</summary>
    public Relation RelationOf(Caller caller, Relation ties) =>
        (caller.OwnOrganisation() == Organisation ? Relation.Owner : Relation.None)
        | (Participants.Contains(caller.OwnOrganisation()) ? Relation.NamedParticipant : Relation.None)
        | (caller.IsClient(ClientId) ? Relation.Client : Relation.None)
        | (ties & Relation.CaseManager);

    /// <summary>Does what the table allows; refuses by name what it does not.</summary>
    public (ServiceNeed Need, Transition Transition) Do(NeedStep step)
    {
        if (NeedTable.BlockedBy(step.Action, Status) is { } blocked)
        {
            throw NeedErrors.Blocked(blocked, this);
        }

        // Who sees only that nothing started cannot be told of a later day.
        var notBefore = IsMasked ? IdentifiedOn : StatusSince;
        if (step.On < notBefore)
        {
            throw NeedErrors.DayBeforePrevious(notBefore);
        }

        var next = this with
        {
            Status = NeedTable.Table.After(step.Action, Status)![0],
            StatusReason = step.Reason,
            StatusBy = step.Organisation,
            Provider = step.Provider,
            StatusSince = step.On,
        };
        return (next, new Transition(ObjectType, Id, StateCode.Of(Status), StateCode.Of(next.Status), FinnishTime.StartOf(step.On), step.Reason, step.Note));
    }
}

/// <summary>An action on a need with all that goes with it.</summary>
internal sealed record NeedStep(NeedAction Action, DateOnly On, string Organisation, string Reason = "", string Note = "", string Provider = "");

/// <summary>A needs assessment (palvelutarpeen arviointi), own or joint.</summary>
internal sealed record NeedsAssessment
{
    public required Guid Id { get; init; }

    public required Guid ClientId { get; init; }

    public required string Organisation { get; init; }

    public required NeedsAssessmentKind Kind { get; init; }

    public required string[] Participants { get; init; }

    public required DateOnly AssessedOn { get; init; }

    public required string Summary { get; init; }

    public required string Programme { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public IReadOnlyList<ServiceNeed> Needs { get; init; } = [];

    public Relation RelationOf(Caller caller, Relation ties) =>
        (caller.OwnOrganisation() == Organisation ? Relation.Owner : Relation.None)
        | (Participants.Contains(caller.OwnOrganisation()) ? Relation.NamedParticipant : Relation.None)
        | (caller.IsClient(ClientId) ? Relation.Client : Relation.None)
        | (ties & Relation.CaseManager);
}
