using System.Text.RegularExpressions;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Networks;
using static Tyokyky.Contracts.Referrals.V1.ObservationStatus;

namespace Tyokyky.Referrals.Observations;

/// <summary>What can be done with an observation; the names are those of the RPCs.</summary>
internal enum ObservationAction
{
    ReviseObservation,
    SendObservation,
    AnswerObservation,
    WithdrawObservation,
    EnterObservationInError,
}

/// <summary>The observations' states. What one addressee replied may be sent to the next.</summary>
internal static class ObservationTable
{
    public static StateTable<ObservationStatus, ObservationAction> Table { get; } = new(
        "observation",
        new(ObservationAction.ReviseObservation, [Recorded], []),
        new(ObservationAction.SendObservation, [Recorded, Answered], [Sent]),
        new(ObservationAction.AnswerObservation, [Sent], [Answered], ReasonSystem: "observation-reply"),
        new(ObservationAction.WithdrawObservation, [Recorded, Sent], [Withdrawn]),
        new(ObservationAction.EnterObservationInError, [Recorded, Sent, Answered, Withdrawn], [EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>Null when the status allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(ObservationAction action, ObservationStatus status) => Table.Find(action, status) is not null ? null : status switch
    {
        Recorded => "OBSERVATION_NOT_SENT",
        Sent => "OBSERVATION_SENT",
        Answered => "OBSERVATION_ANSWERED",
        Withdrawn => "OBSERVATION_WITHDRAWN",
        _ => "OBSERVATION_ENTERED_IN_ERROR",
    };
}

/// <summary>An observation for services and law (havainto palveluista ja lainsäädännöstä), about no client.</summary>
internal sealed partial record Observation : IAggregate<Observation>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required DateOnly ObservedOn { get; init; }

    public required ObservationDetails Details { get; init; }

    public ObservationStatus Status { get; init; } = Recorded;

    public IReadOnlyList<ObservationAddressing> Addressings { get; init; } = [];

    public string EndReason { get; init; } = "";

    public required DateTimeOffset RecordedAt { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "observation";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Observation At(long version) => this with { Version = version };

    /// <summary>To whom it was sent last; empty: outside the suite, or it was not sent yet.</summary>
    public string AddresseeOrganisation => Last?.Organisation ?? "";

    public DateOnly? SentOn => Last?.SentOn;

    public DateOnly? RepliedOn => Last?.RepliedOn;

    /// <summary>While it waits for a reply: by which day one is expected.</summary>
    public DateOnly? ReplyBy { get; init; }

    /// <summary>A text that names somebody by a personal identity code, old or new.</summary>
    public static bool NamesAPerson(string text) => CodeForm().IsMatch(text);

    /// <summary>Its addressee answers; who was one before goes on reading it.</summary>
    public Relation RelationOf(Caller caller) =>
        (caller.OwnOrganisation() == Organisation ? Relation.Owner : Relation.None)
        | (Addressings.Any(addressing => IsOf(addressing, caller)) ? Relation.NamedParticipant : Relation.None)
        | (Addressings.Count > 0 && IsOf(Addressings[^1], caller) ? Relation.Receiver : Relation.None);

    public (Observation Observation, Transition Transition) Revise(ObservationDetails details, DateTimeOffset at)
    {
        Require(ObservationAction.ReviseObservation);
        return Changed(this with { Details = details }, StateCode.Of(Status), at);
    }

    public (Observation Observation, Transition Transition) Send(string addressee, string organisation, DateOnly on, AreaAgreements area)
    {
        Require(ObservationAction.SendObservation);
        RequireNotBefore(Addressings.Count == 0 ? ObservedOn : Addressings[^1].RepliedOn!.Value, on, "sent_on");
        return Changed(
            this with
            {
                Status = Sent,
                Addressings = [.. Addressings, new(addressee, organisation, on)],
                ReplyBy = TimeLimits.LastDay("observation-reply", on, area),
            },
            StateCode.Of(Sent),
            FinnishTime.StartOf(on));
    }

    public (Observation Observation, Transition Transition) Answer(string reply, string text, DateOnly on)
    {
        Require(ObservationAction.AnswerObservation);
        RequireNotBefore(Addressings[^1].SentOn, on, "replied_on");
        var answered = Addressings[^1] with { Reply = reply, ReplyText = text, RepliedOn = on };
        return Changed(
            this with { Status = Answered, Addressings = [.. Addressings.SkipLast(1), answered], ReplyBy = null },
            StateCode.Of(Answered),
            FinnishTime.StartOf(on),
            reply);
    }

    public (Observation Observation, Transition Transition) Withdraw(string note, DateTimeOffset at)
    {
        Require(ObservationAction.WithdrawObservation);
        return Changed(this with { Status = Withdrawn, ReplyBy = null }, StateCode.Of(Withdrawn), at, note: note);
    }

    public (Observation Observation, Transition Transition) EnterInError(string reason, DateTimeOffset at)
    {
        Require(ObservationAction.EnterObservationInError);
        return Changed(this with { Status = EnteredInError, EndReason = reason }, StateCode.Of(EnteredInError), at, reason);
    }

    private ObservationAddressing? Last => Addressings.Count > 0 ? Addressings[^1] : null;

    private static bool IsOf(ObservationAddressing addressing, Caller caller) =>
        addressing.Organisation.Length > 0 && addressing.Organisation == caller.OwnOrganisation();

    private static void RequireNotBefore(DateOnly first, DateOnly day, string field)
    {
        if (day < first)
        {
            throw NetworkErrors.DayBefore(field, first);
        }
    }

    private (Observation Observation, Transition Transition) Changed(Observation next, string to, DateTimeOffset at, string reason = "", string note = "") =>
        (next, new Transition(ObjectType, Id, StateCode.Of(Status), to, at, reason, note));

    private void Require(ObservationAction action)
    {
        if (ObservationTable.BlockedBy(action, Status) is { } blocked)
        {
            throw NetworkErrors.Blocked(blocked, Id, Status);
        }
    }

    [GeneratedRegex(@"\b\d{6}[-+A-FU-Ya-fu-y]\d{3}[0-9A-Za-z]\b")]
    private static partial Regex CodeForm();
}

/// <summary>What an observation says.</summary>
internal sealed record ObservationDetails(
    string Kind, string[] Services, string[] Benefits, string Law, string Municipality, string Programme, string Description, string Proposal);

/// <summary>To whom an observation was sent and what came back; without an organisation, outside the suite.</summary>
internal sealed record ObservationAddressing(string Addressee, string Organisation, DateOnly SentOn)
{
    public string Reply { get; init; } = "";

    public string ReplyText { get; init; } = "";

    public DateOnly? RepliedOn { get; init; }
}
