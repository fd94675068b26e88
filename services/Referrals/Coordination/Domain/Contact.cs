using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Transition = Tyokyky.Records.Transition;

namespace Tyokyky.Referrals.Coordination;

/// <summary>A contact (yhteydenotto) in single-contact coordination; anonymous when it names no client.</summary>
internal sealed record Contact : IAggregate<Contact>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required Guid? ClientId { get; init; }

    public required AgeBand AgeBand { get; init; }

    public required string ContactingService { get; init; }

    public required string Topic { get; init; }

    public required bool ClientPresent { get; init; }

    public required IReadOnlyList<string> Outcomes { get; init; }

    public required string[] NetworkProfessions { get; init; }

    public required Mode Mode { get; init; }

    public required int Minutes { get; init; }

    public required DateOnly ContactedOn { get; init; }

    public required string Municipality { get; init; }

    public required ClientBackground Background { get; init; }

    public required string Programme { get; init; }

    /// <summary>Why it was a mistake; empty: it was none.</summary>
    public string ErrorReason { get; init; } = "";

    /// <summary>Which of the outcomes came by themselves, by what led to them.</summary>
    public IReadOnlyList<FollowedOutcomes> Followed { get; init; } = [];

    public IReadOnlyList<ContactFollowUp> FollowUps { get; init; } = [];

    public long Version { get; init; } = 1;

    public string ObjectType => "contact";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Contact At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public ContactFollowUp FollowUp(Guid id) => FollowUps.First(followUp => followUp.Id == id);

    /// <summary>What happened to it, for its history.</summary>
    public Transition Noted(string what, DateTimeOffset at, string reason = "") => new(ObjectType, Id, "", what, at, reason);

    public (Contact Contact, Transition Transition) AddOutcome(string outcome, DateTimeOffset at)
    {
        RequireNoMistake();
        return Outcomes.Contains(outcome)
            ? throw ContactErrors.OutcomeAlreadyRecorded(outcome)
            : (this with { Outcomes = [.. Outcomes, outcome] }, Noted("outcome-added", at, outcome));
    }

    /// <summary>It was recorded by mistake; whoever was asked for a consultation or to a meeting is told by its end first.</summary>
    public (Contact Contact, Transition Transition) EnterInError(string reason, DateTimeOffset at)
    {
        RequireNoMistake();
        return FollowUps.Any(followUp => followUp.Status == ContactFollowUpStatus.Open)
            ? throw ContactErrors.FollowUpsOpen()
            : (this with { ErrorReason = reason }, Noted("entered-in-error", at, reason));
    }

    /// <summary>The client agreed to be named: what was the caller's word is now the register's.</summary>
    public (Contact Contact, Transition Transition) Name(ClientRecord record, DateTimeOffset at)
    {
        RequireNoMistake();
        if (ClientId is not null)
        {
            throw ContactErrors.AlreadyNamed();
        }

        return (
            this with
            {
                ClientId = record.ClientId,
                AgeBand = AgeBands.On(record.BirthDate, ContactedOn),
                Municipality = record.FactMunicipality,
                Background = record.FactBackground,
            },
            Noted("named", at));
    }

    /// <summary>
    /// What one thing led to, as it is known now; nothing, when it was a mistake. What a person recorded stands by itself, and so does what another thing
    /// led to as well. Null where that changes nothing.
    /// </summary>
    public (Contact Contact, Transition Transition)? Follow(Guid cause, IEnumerable<string> outcomes, DateTimeOffset at)
    {
        string[] recorded = [.. Outcomes.Except(Followed.SelectMany(followed => followed.Outcomes))];
        string[] led = [.. outcomes.Except(recorded)];
        var followed = Followed.Where(other => other.Cause != cause).Concat(led.Length > 0 ? [new FollowedOutcomes(cause, led)] : []).ToList();
        string[] standing = [.. recorded.Union(followed.SelectMany(one => one.Outcomes))];
        string[] added = [.. standing.Except(Outcomes)];
        string[] removed = [.. Outcomes.Except(standing)];
        if (added.Length + removed.Length == 0 && Followed.Any(other => other.Cause == cause) == (led.Length > 0))
        {
            return null;
        }

        return (
            this with { Outcomes = [.. Outcomes.Except(removed), .. added], Followed = followed },
            removed.Length > 0 ? Noted("outcome-withdrawn", at, string.Join(' ', removed)) : Noted("outcome-followed", at, string.Join(' ', added)));
    }

    /// <summary>Opens what the contact led to; that is an outcome too, unless the contact has it already.</summary>
    /// <param name="service">Of a referral: what is asked for, which may be an outcome of its own.</param>
    public (Contact Contact, Transition Transition) Open(ContactFollowUp followUp, string service = "")
    {
        RequireNoMistake();
        if (followUp.ClientAgreed && ClientId is null)
        {
            throw ContactErrors.Anonymous();
        }

        string[] outcomes = CodeSystem.Get("service").In("contact-outcome", service) is { } led ? [followUp.Outcome, led] : [followUp.Outcome];
        return (
            this with { FollowUps = [.. FollowUps, followUp], Outcomes = [.. Outcomes.Union(outcomes)] },
            Noted(StateCode.Of(followUp.Kind) + "-opened", followUp.OpenedAt));
    }

    public (Contact Contact, Transition Transition) End(Guid followUpId, ContactFollowUpStatus status, DateOnly on, DateTimeOffset at)
    {
        var followUp = FollowUp(followUpId);
        if (followUp.Status != ContactFollowUpStatus.Open)
        {
            throw ContactErrors.FollowUpEnded(followUp.EndedOn);
        }

        var ended = followUp with { Status = status, EndedOn = on };
        return (
            this with { FollowUps = [.. FollowUps.Select(other => other.Id == followUpId ? ended : other)] },
            Noted(StateCode.Of(ended.Kind) + "-" + StateCode.Of(status), at));
    }

    private void RequireNoMistake()
    {
        if (ErrorReason.Length > 0) { throw ContactErrors.EnteredInError(ErrorReason); }
    }
}

/// <summary>The outcomes that one thing led to: a coaching, or a result.</summary>
internal sealed record FollowedOutcomes(Guid Cause, string[] Outcomes);
