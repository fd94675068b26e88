using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>A client's case at the team (asiakastapaus). Its version guards its meetings and its plan's existence too.</summary>
internal sealed record TeamCase : IAggregate<TeamCase>
{
    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    /// <summary>Absent: opened directly.</summary>
    public Guid? ReferralId { get; init; }

    public Guid? TaskId { get; init; }

    public ReferredBy ReferredBy { get; init; } = ReferredBy.Nobody;

    public required DateOnly OpenedOn { get; init; }

    public CaseState State { get; init; } = CaseState.Open;

    public string Outcome { get; init; } = "";

    public string OutcomeText { get; init; } = "";

    public DateOnly? ClosedOn { get; init; }

    public Guid? PlanId { get; init; }

    /// <summary>How meetings handled it, oldest first.</summary>
    public IReadOnlyList<CaseHandling> Meetings { get; init; } = [];

    public IReadOnlyList<KnownCoaching> Coachings { get; init; } = [];

    public long Version { get; init; } = 1;

    public string ObjectType => "case";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public TeamCase At(long version) => this with { Version = version };

    public bool IsOpen => ClosedOn is null;

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Opened() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(OpenedOn));

    /// <summary>A meeting handled it.</summary>
    public (TeamCase Case, Transition Transition) Meet(DateOnly heldOn) =>
        Do(CaseAction.RecordMeeting, "held_on", heldOn, state => this with { State = state });

    /// <summary>A version of its plan was made.</summary>
    public (TeamCase Case, Transition Transition) Plan(Guid planId, DateOnly madeOn) =>
        Do(CaseAction.WritePlan, "made_on", madeOn, state => this with { State = state, PlanId = planId });

    public (TeamCase Case, Transition Transition) Close(string outcome, string outcomeText, DateOnly closedOn) => Do(
        CaseAction.CloseCase,
        "closed_on",
        closedOn,
        state => this with { State = state, Outcome = outcome, OutcomeText = outcomeText, ClosedOn = closedOn },
        outcome,
        outcomeText);

    /// <summary>JobCoaching told of a coaching that the plan led to: the case's state stays, what it shows changes.</summary>
    public (TeamCase Case, Transition Transition) Note(string coachingState, DateTimeOffset at) =>
        (this, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(State), at, "coaching-" + coachingState));

    private (TeamCase Case, Transition Transition) Do(
        CaseAction action, string field, DateOnly day, Func<CaseState, TeamCase> next, string reason = "", string note = "")
    {
        if (CaseTable.Table.After(action, State) is not [var state])
        {
            throw CaseErrors.Closed(this);
        }

        if (day < OpenedOn)
        {
            throw CaseErrors.DayBeforeOpening(field, this);
        }

        return (next(state), new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(state), FinnishTime.StartOf(day), reason, note));
    }
}
