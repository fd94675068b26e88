using Tyokyky.Referrals.Common;
using static Tyokyky.Contracts.Referrals.V1.AgreedActionStatus;

namespace Tyokyky.Referrals.Networks;

/// <summary>What can be done with an agreed action; the names are those of the RPCs, but for what happens with the whole meeting.</summary>
internal enum AgreedActionAction
{
    ChangeAgreedAction,
    CompleteAgreedAction,
    CancelAgreedAction,
    EnterMeetingInError,
}

/// <summary>The agreed actions' states.</summary>
internal static class AgreedActionTable
{
    public static StateTable<AgreedActionStatus, AgreedActionAction> Table { get; } = new(
        "agreed action",
        new(AgreedActionAction.ChangeAgreedAction, [Open], []),
        new(AgreedActionAction.CompleteAgreedAction, [Open], [Done]),
        new(AgreedActionAction.CancelAgreedAction, [Open], [Cancelled], ReasonSystem: "action-cancellation-reason"),
        new(AgreedActionAction.EnterMeetingInError, [Open, Done, Cancelled], [EnteredInError]));

    /// <summary>What a caller can do with one action alone.</summary>
    public static IEnumerable<AgreedActionAction> Callable =>
        Table.Rules.Select(rule => rule.Action).Where(action => action != AgreedActionAction.EnterMeetingInError);

    /// <summary>Null when the status allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(AgreedActionAction action, AgreedActionStatus status) => Table.Find(action, status) is not null ? null : status switch
    {
        Done => "ACTION_DONE",
        Cancelled => "ACTION_CANCELLED",
        _ => "ACTION_ENTERED_IN_ERROR",
    };
}

/// <summary>What was agreed in a meeting: somebody does it, by a day.</summary>
internal sealed record AgreedAction : IAggregate<AgreedAction>
{
    public required Guid Id { get; init; }

    public required AgreedActionSource Source { get; init; }

    public required Guid MeetingId { get; init; }

    /// <summary>Who convened the meeting.</summary>
    public required string Organisation { get; init; }

    public required string Text { get; init; }

    public required ActionOwner Owner { get; init; }

    public bool IsClientsOwn { get; init; }

    /// <summary>The day of the meeting.</summary>
    public required DateOnly AgreedOn { get; init; }

    public required DateOnly DueOn { get; init; }

    public AgreedActionStatus Status { get; init; } = Open;

    public DateOnly? EndedOn { get; init; }

    public string EndReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "agreed-action";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public AgreedAction At(long version) => this with { Version = version };

    /// <param name="clientId">The client of the meeting, if the caller is told; whose own action it is may be its doer.</param>
    public Relation RelationOf(Caller caller, Guid? clientId) =>
        (caller.OwnOrganisation() == Organisation ? Relation.Owner : Relation.None)
        | (caller.OwnOrganisation() == Owner.Organisation ? Relation.NamedParticipant : Relation.None)
        | (IsClientsOwn && clientId is { } client && caller.IsClient(client) ? Relation.Client : Relation.None);

    public (AgreedAction Action, Transition Transition) Change(ActionOwner owner, DateOnly dueOn, DateTimeOffset at)
    {
        Require(AgreedActionAction.ChangeAgreedAction);
        RequireNotBeforeMeeting(dueOn, "due_on");
        return Changed(this with { Owner = owner, DueOn = dueOn }, "changed", at);
    }

    public (AgreedAction Action, Transition Transition) Complete(DateOnly on, string note)
    {
        Require(AgreedActionAction.CompleteAgreedAction);
        RequireNotBeforeMeeting(on, "done_on");
        return Changed(this with { Status = Done, EndedOn = on }, StateCode.Of(Done), FinnishTime.StartOf(on), note: note);
    }

    public (AgreedAction Action, Transition Transition) Cancel(string reason, string note, DateOnly on, DateTimeOffset at)
    {
        Require(AgreedActionAction.CancelAgreedAction);
        return Changed(this with { Status = Cancelled, EndedOn = on, EndReason = reason }, StateCode.Of(Cancelled), at, reason, note);
    }

    public (AgreedAction Action, Transition Transition) EnterInError(string reason, DateOnly on, DateTimeOffset at)
    {
        Require(AgreedActionAction.EnterMeetingInError);
        return Changed(this with { Status = EnteredInError, EndedOn = on, EndReason = reason }, StateCode.Of(EnteredInError), at, reason);
    }

    public void RequireNotBeforeMeeting(DateOnly day, string field)
    {
        if (day < AgreedOn)
        {
            throw NetworkErrors.DayBefore(field, AgreedOn);
        }
    }

    private (AgreedAction Action, Transition Transition) Changed(AgreedAction next, string what, DateTimeOffset at, string reason = "", string note = "") =>
        (next, new Transition(ObjectType, Id, StateCode.Of(Status), what, at, reason, note));

    private void Require(AgreedActionAction action)
    {
        if (AgreedActionTable.BlockedBy(action, Status) is { } blocked)
        {
            throw NetworkErrors.Blocked(blocked, Id, Status);
        }
    }
}

/// <summary>Who does an action: an organisation's worker; without a name the client, whom the organisation supports in it.</summary>
internal sealed record ActionOwner(string Organisation, string Worker, string Name);
