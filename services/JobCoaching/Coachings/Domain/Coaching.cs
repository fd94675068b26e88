using Tyokyky.JobCoaching.Common;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>A client's coaching (työhönvalmennus) at one organisation.</summary>
internal sealed record Coaching : IAggregate<Coaching>
{
    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid MeasureId { get; init; }

    public ReferredBy ReferredBy { get; init; } = ReferredBy.Nobody;

    public required DateOnly OpenedOn { get; init; }

    public CoachingState State { get; init; } = CoachingState.Open;

    public string Coach { get; init; } = "";

    public string CoachName { get; init; } = "";

    public string Model { get; init; } = "";

    public DateOnly? StartedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string Outcome { get; init; } = "";

    public WorkWishes Wishes { get; init; } = WorkWishes.NotAsked;

    public ContactTally Contacts { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "coaching";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Coaching At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Opened() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(OpenedOn));

    /// <summary>The client agreed: from here the client counts as a participant.</summary>
    public (Coaching Coaching, Transition Transition) Start(string coach, string coachName, string model, WorkWishes wishes, DateOnly startedOn)
    {
        MustAllow(CoachingAction.StartCoaching);
        MustNotPrecedeOpening("started_on", startedOn);
        return To(CoachingState.Started, startedOn, this with { Coach = coach, CoachName = coachName, Model = model, Wishes = wishes, StartedOn = startedOn });
    }

    /// <summary>One more contact. The client decides whether employers hear of the client.</summary>
    public (Coaching Coaching, Transition Transition) Log(CoachContact contact)
    {
        MustAllow(CoachingAction.LogContact);
        MustNotPrecedeOpening("contacted_on", contact.On);
        if (contact is { Party: ContactParty.Employer, InClientsName: true } && Wishes.Disclosure == DisclosurePreference.Refused)
        {
            throw CoachingErrors.DisclosureRefused(this);
        }

        return To(State, contact.On, this with { Contacts = Contacts.Plus(contact.Party) }, "contact");
    }

    /// <summary>Whether openings may be looked for.</summary>
    public void MayFindOpenings() => MustAllow(CoachingAction.FindOpenings);

    /// <summary>Whether a result that began on that day may be recorded.</summary>
    public void MayRecordResult(DateOnly startedOn)
    {
        MustAllow(CoachingAction.RecordResult);
        MustNotPrecedeOpening("started_on", startedOn);
    }

    public (Coaching Coaching, Transition Transition) End(string outcome, DateOnly endedOn)
    {
        MustAllow(CoachingAction.EndCoaching);
        MustNotPrecedeOpening("ended_on", endedOn);
        if (endedOn < StartedOn)
        {
            throw CoachingErrors.DayBefore("DAY_BEFORE_START", "ended_on", "the coaching's first day", StartedOn.Value);
        }

        return To(CoachingState.Ended, endedOn, this with { EndedOn = endedOn, Outcome = outcome }, outcome);
    }

    private void MustAllow(CoachingAction action)
    {
        if (CoachingTable.BlockedBy(action, this) is { } blocked)
        {
            throw CoachingErrors.Blocked(blocked, this);
        }
    }

    private void MustNotPrecedeOpening(string field, DateOnly day)
    {
        if (day < OpenedOn)
        {
            throw CoachingErrors.DayBefore("DAY_BEFORE_OPENING", field, "the day that the coaching opened", OpenedOn);
        }
    }

    private (Coaching Coaching, Transition Transition) To(CoachingState state, DateOnly day, Coaching next, string reason = "") => (
        next with { State = state },
        new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(state), FinnishTime.StartOf(day), reason));
}

/// <summary>What work the client wishes, and whether employers may be told of the client.</summary>
internal sealed record WorkWishes(string[] Occupations, string[] Municipalities, int MaxWeeklyHours, DisclosurePreference Disclosure)
{
    public static WorkWishes NotAsked { get; } = new([], [], 0, DisclosurePreference.Unspecified);
}

/// <summary>A contact of the coach; recorded once and never changed.</summary>
internal sealed record CoachContact(
    Guid Id, ContactParty Party, Guid? EmployerId, Contracts.Common.V1.Mode Mode, int Minutes, DateOnly On,
    bool InClientsName, bool MatchesWishes, string Note);

/// <summary>Contacts so far, by party.</summary>
internal readonly record struct ContactTally(int Client, int Employer, int Network)
{
    public ContactTally Plus(ContactParty party) => party switch
    {
        ContactParty.Client => this with { Client = Client + 1 },
        ContactParty.Employer => this with { Employer = Employer + 1 },
        _ => this with { Network = Network + 1 },
    };
}
