namespace Tyokyky.WorkAbilityTeam.Domain;

/// <summary>A client's case at the team (asiakastapaus). Its version guards its meetings and its plan's existence too.</summary>
internal sealed record TeamCase : IVersioned
{
    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    /// <summary>Absent: opened directly.</summary>
    public Guid? ReferralId { get; init; }

    public Guid? TaskId { get; init; }

    public required DateOnly OpenedOn { get; init; }

    public CaseState State { get; init; } = CaseState.Open;

    public string Outcome { get; init; } = "";

    public string OutcomeText { get; init; } = "";

    public DateOnly? ClosedOn { get; init; }

    public Guid? PlanId { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "case";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Opened() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(OpenedOn));

    /// <summary>A meeting handled it.</summary>
    public CaseChange Meet(DateOnly heldOn) => Do(CaseAction.RecordMeeting, "held_on", heldOn, state => this with { State = state });

    /// <summary>A version of its plan was made.</summary>
    public CaseChange Plan(Guid planId, DateOnly madeOn) => Do(CaseAction.WritePlan, "made_on", madeOn, state => this with { State = state, PlanId = planId });

    public CaseChange Close(string outcome, string outcomeText, DateOnly closedOn) => Do(
        CaseAction.CloseCase,
        "closed_on",
        closedOn,
        state => this with { State = state, Outcome = outcome, OutcomeText = outcomeText, ClosedOn = closedOn },
        outcome,
        outcomeText);

    /// <summary>JobCoaching told of a coaching that the plan led to: the case's state stays, what it shows changes.</summary>
    public CaseChange Note(string coachingState, DateTimeOffset at) =>
        new(this with { Version = Version + 1 }, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(State), at, "coaching-" + coachingState));

    private CaseChange Do(CaseAction action, string field, DateOnly day, Func<CaseState, TeamCase> next, string reason = "", string note = "")
    {
        if (CaseTable.Table.After(action, State) is not [var state])
        {
            throw CaseErrors.Closed(this);
        }

        if (day < OpenedOn)
        {
            throw CaseErrors.DayBeforeOpening(field, this);
        }

        return new(
            next(state) with { Version = Version + 1 },
            new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(state), FinnishTime.StartOf(day), reason, note));
    }
}

/// <summary>The case as a change leaves it, and the row that says so.</summary>
internal sealed record CaseChange(TeamCase Case, Transition Transition);
