using Mode = Tyokyky.Contracts.Common.V1.Mode;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>A contact that a coach plans in a coaching.</summary>
internal sealed record ContactPlan : IAggregate<ContactPlan>
{
    public required Guid Id { get; init; }

    public required Guid CoachingId { get; init; }

    public required Guid ClientId { get; init; }

    public required string Organisation { get; init; }

    public required string Coach { get; init; }

    public required DateOnly PlannedOn { get; init; }

    public required ContactParty Party { get; init; }

    public required Mode Mode { get; init; }

    public required string Purpose { get; init; }

    public required string Note { get; init; }

    public PlannedContactState State { get; init; } = PlannedContactState.Planned;

    /// <summary>The contact that was logged of it.</summary>
    public Guid? ContactId { get; init; }

    public DateOnly? DoneOn { get; init; }

    public string CancellationReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "planned-contact";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public ContactPlan At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Planned(DateOnly today) => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(today));

    public (ContactPlan, Transition) Move(DateOnly plannedOn, string coach, DateOnly today)
    {
        Require(PlannedContactAction.MovePlannedContact);
        return To(this with { PlannedOn = plannedOn, Coach = coach }, today, "moved");
    }

    public (ContactPlan, Transition) Complete(Guid? contactId, DateOnly on)
    {
        Require(PlannedContactAction.CompletePlannedContact);
        return To(this with { State = PlannedContactState.Done, ContactId = contactId, DoneOn = on }, on, "");
    }

    public (ContactPlan, Transition) Cancel(string reason, DateOnly today)
    {
        Require(PlannedContactAction.CancelPlannedContact);
        return To(this with { State = PlannedContactState.Cancelled, CancellationReason = reason }, today, reason);
    }

    private void Require(PlannedContactAction action)
    {
        if (PlannedContactTable.BlockedBy(action, State) is { } blocked)
        {
            throw CaseloadErrors.Blocked(blocked, this);
        }
    }

    private (ContactPlan, Transition) To(ContactPlan now, DateOnly day, string reason) =>
        (now, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(now.State), FinnishTime.StartOf(day), reason));
}
