using static Tyokyky.Contracts.Team.V1.ActionState;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What can be done with an agreed action; the names are those of the RPCs, but for what happens with the whole meeting or case.</summary>
internal enum ActionAction
{
    ChangeTeamAction,
    CompleteTeamAction,
    CancelTeamAction,
    EnterMeetingInError,
}

/// <summary>The agreed actions' states.</summary>
internal static class ActionTable
{
    public static StateTable<ActionState, ActionAction> Table { get; } = new(
        "team action",
        new(ActionAction.ChangeTeamAction, [Open], []),
        new(ActionAction.CompleteTeamAction, [Open], [Done]),
        new(ActionAction.CancelTeamAction, [Open], [Cancelled], ReasonSystem: "action-cancellation-reason"),
        new(ActionAction.EnterMeetingInError, [Open, Done, Cancelled], [EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>What a caller can do with one action alone.</summary>
    public static IEnumerable<ActionAction> Callable =>
        Table.Rules.Select(rule => rule.Action).Where(action => action != ActionAction.EnterMeetingInError);

    /// <summary>Null when the state allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(ActionAction action, ActionState state) => Table.Find(action, state) is not null ? null : state switch
    {
        Done => "ACTION_DONE",
        Cancelled => "ACTION_CANCELLED",
        _ => "ACTION_ENTERED_IN_ERROR",
    };
}

/// <summary>What a meeting agreed to be done: somebody owns it, by a day.</summary>
internal sealed record OwnedAction : IAggregate<OwnedAction>
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid ClientId { get; init; }

    public required Guid MeetingId { get; init; }

    /// <summary>The team's.</summary>
    public required string Organisation { get; init; }

    public required string Text { get; init; }

    /// <summary>The worker; empty: the client does it.</summary>
    public required string Owner { get; init; }

    public required string OwnerOrganisation { get; init; }

    public bool IsClientsOwn { get; init; }

    /// <summary>The day of the meeting.</summary>
    public required DateOnly AgreedOn { get; init; }

    public required DateOnly DueOn { get; init; }

    public ActionState State { get; init; } = Open;

    public DateOnly? RemindedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string EndReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "team-action";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public OwnedAction At(long version) => this with { Version = version };

    /// <summary>Who is invited to one case sees what is the own, and no colleague's.</summary>
    public Relation RelationOf(Caller caller) =>
        (caller.ActsFor(Organisation) ? Relation.Owner : Relation.None)
        | (caller.ActsFor(OwnerOrganisation) && (OwnerOrganisation == Organisation || Owner == caller.Subject) ? Relation.NamedParticipant : Relation.None)
        | (IsClientsOwn && caller.IsClient(ClientId) ? Relation.Client : Relation.None);

    public bool IsOverdue(DateOnly today) => State == Open && DueOn < today;

    public Transition Agreed() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(AgreedOn));

    public (OwnedAction Action, Transition Transition) Change(string owner, string organisation, DateOnly? dueOn, DateTimeOffset at)
    {
        Require(ActionAction.ChangeTeamAction);
        if (IsClientsOwn && owner.Length > 0)
        {
            throw MeetingErrors.OnlyForWorkers("owner");
        }

        var due = dueOn ?? DueOn;
        RequireNotBefore("due_on", due);
        var next = owner.Length > 0 ? this with { Owner = owner, OwnerOrganisation = organisation } : this;
        return (next with { DueOn = due, RemindedOn = due == DueOn ? RemindedOn : null }, new Transition(ObjectType, Id, StateCode.Of(State), "changed", at));
    }

    public (OwnedAction Action, Transition Transition) Complete(DateOnly on, string note)
    {
        Require(ActionAction.CompleteTeamAction);
        RequireNotBefore("done_on", on);
        return End(Done, "", note, on, FinnishTime.StartOf(on));
    }

    public (OwnedAction Action, Transition Transition) Cancel(string reason, string note, DateOnly on, DateTimeOffset at)
    {
        Require(ActionAction.CancelTeamAction);
        return End(Cancelled, reason, note, on, at);
    }

    public (OwnedAction Action, Transition Transition) EnterInError(string reason, string note, DateOnly on, DateTimeOffset at)
    {
        Require(ActionAction.EnterMeetingInError);
        return End(EnteredInError, reason, note, on, at);
    }

    /// <summary>Its owner is told that its day comes or has passed.</summary>
    public (OwnedAction Action, Transition Transition) Remind(DateOnly today, DateTimeOffset at) =>
        (this with { RemindedOn = today }, new Transition(ObjectType, Id, StateCode.Of(State), IsOverdue(today) ? "overdue" : "reminded", at));

    public void RequireNotBefore(string field, DateOnly day)
    {
        if (day < AgreedOn)
        {
            throw MeetingErrors.DayBeforeMeeting(field, AgreedOn);
        }
    }

    private (OwnedAction Action, Transition Transition) End(ActionState state, string reason, string note, DateOnly on, DateTimeOffset at) =>
        (this with { State = state, EndedOn = on, EndReason = reason },
            new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(state), at, reason, note));

    private void Require(ActionAction action)
    {
        if (ActionTable.BlockedBy(action, State) is { } blocked)
        {
            throw MeetingErrors.Blocked(blocked, Id, StateCode.Of(State));
        }
    }
}
