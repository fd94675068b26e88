namespace Tyokyky.JobCoaching.Coachings;

/// <summary>A client's coaching (työhönvalmennus) at one organisation, opened by a plan's measure or by a referral's task.</summary>
internal sealed partial record Coaching : IAggregate<Coaching>
{
    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    /// <summary>The team's case and its plan's measure; null: a task opened it.</summary>
    public Guid? CaseId { get; init; }

    public Guid? MeasureId { get; init; }

    /// <summary>The referral's task that opened it; null: a measure did.</summary>
    public Guid? TaskId { get; init; }

    public ReferredBy ReferredBy { get; init; } = ReferredBy.Nobody;

    public required DateOnly OpenedOn { get; init; }

    public CoachingState State { get; init; } = CoachingState.Open;

    public string Coach { get; init; } = "";

    public string CoachName { get; init; } = "";

    public IReadOnlyList<CoachPeriod> Coaches { get; init; } = [];

    public string Model { get; init; } = "";

    public DateOnly? StartedOn { get; init; }

    public DateOnly? JobSearchStartedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public DateOnly? ReturnedOn { get; init; }

    public string Outcome { get; init; } = "";

    public string ErrorReason { get; init; } = "";

    public WorkWishes Wishes { get; init; } = WorkWishes.NotAsked;

    public string DisclosureNote { get; init; } = "";

    public string[] SupportPlaces { get; init; } = [];

    public CareerProfile Profile { get; init; } = CareerProfile.Empty;

    public IReadOnlyList<CoachingPause> Pauses { get; init; } = [];

    public IReadOnlyList<InWorkSupport> InWorkSupports { get; init; } = [];

    public ContactTally Contacts { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>The contact that the call is about, where it is about one.</summary>
    public CoachContact? Contact { get; init; }

    public string ObjectType => "coaching";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public bool IsPast => State is CoachingState.Ended or CoachingState.EnteredInError;

    public bool HasInWorkSupport => InWorkSupports is [.., { To: null }];

    public Coaching At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Opened() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(OpenedOn));

    /// <summary>The client agreed: from here the client counts as a participant.</summary>
    public (Coaching Coaching, Transition Transition) Start(string coach, string coachName, string model, WorkWishes wishes, DateOnly startedOn)
    {
        MustAllow(CoachingAction.StartCoaching);
        MustNotPrecedeOpening("started_on", startedOn);
        var started = this with
        {
            Coach = coach,
            CoachName = coachName,
            Coaches = [new(coach, coachName, startedOn, "")],
            Model = model,
            Wishes = wishes,
            StartedOn = startedOn,
        };
        return To(CoachingState.Started, startedOn, started);
    }

    public (Coaching Coaching, Transition Transition) Assign(CoachPeriod next)
    {
        MustAllow(CoachingAction.AssignCoach);
        if (next.Coach == Coach)
        {
            throw CoachingErrors.Blocked("COACH_UNCHANGED", this);
        }

        MustNotPrecede("from_day", next.From, Coaches[^1].From, "DAY_BEFORE_PREVIOUS", "the first day of the coach before");
        return To(State, next.From, this with { Coach = next.Coach, CoachName = next.Name, Coaches = [.. Coaches, next] }, next.Reason);
    }

    /// <summary>Null leaves what there is.</summary>
    public (Coaching Coaching, Transition Transition) Describe(WorkWishes? wishes, CareerProfile? profile, DateOnly today)
    {
        MustAllow(CoachingAction.UpdateCareerProfile);
        var next = this with { Wishes = wishes is null ? Wishes : wishes with { Disclosure = Wishes.Disclosure }, Profile = profile ?? Profile };
        return To(State, today, next, "career-profile");
    }

    public (Coaching Coaching, Transition Transition) Disclose(DisclosurePreference preference, string note, string[] places, DateOnly today)
    {
        MustAllow(CoachingAction.SetDisclosure);
        var next = this with { Wishes = Wishes with { Disclosure = preference }, DisclosureNote = note, SupportPlaces = places };
        return To(State, today, next, "disclosure");
    }

    public (Coaching Coaching, Transition Transition) StartJobSearch(DateOnly startedOn)
    {
        MustAllow(CoachingAction.StartJobSearch);
        MustNotPrecedeStart("started_on", startedOn);
        return To(State, startedOn, this with { JobSearchStartedOn = startedOn }, "job-search");
    }

    public (Coaching Coaching, Transition Transition) StartInWorkSupport(DateOnly from)
    {
        MustAllow(CoachingAction.StartInWorkSupport);
        MustNotPrecedeStart("from_day", from);
        if (InWorkSupports is [.., { To: { } last }])
        {
            MustNotPrecede("from_day", from, last, "DAY_BEFORE_PREVIOUS", "the last day of the support before");
        }

        return To(State, from, this with { InWorkSupports = [.. InWorkSupports, new(from, null)] }, "in-work-support-started");
    }

    public (Coaching Coaching, Transition Transition) EndInWorkSupport(DateOnly to)
    {
        MustAllow(CoachingAction.EndInWorkSupport);
        MustNotPrecede("to_day", to, InWorkSupports[^1].From, "DAY_BEFORE_PREVIOUS", "the first day of the support");
        return To(State, to, this with { InWorkSupports = [.. InWorkSupports.SkipLast(1), InWorkSupports[^1] with { To = to }] }, "in-work-support-ended");
    }

    public (Coaching Coaching, Transition Transition) Pause(CoachingPause pause)
    {
        MustAllow(CoachingAction.PauseCoaching);
        MustNotPrecedeStart("from_day", pause.From);
        MustNotPrecede("from_day", pause.From, Since, "DAY_BEFORE_PREVIOUS", "what happened last in the coaching");
        return To(CoachingState.Paused, pause.From, this with { Pauses = [.. Pauses, pause] }, pause.Reason);
    }

    public (Coaching Coaching, Transition Transition) Resume(DateOnly on)
    {
        MustAllow(CoachingAction.ResumeCoaching);
        MustNotPrecede("resumed_on", on, Pauses[^1].From, "DAY_BEFORE_PREVIOUS", "the first day of the pause");
        return To(CoachingState.Started, on, this with { Pauses = PausesUntil(on) });
    }

    public (Coaching Coaching, Transition Transition) End(string outcome, DateOnly endedOn)
    {
        MustAllow(CoachingAction.EndCoaching);
        MustNotPrecedeOpening("ended_on", endedOn);
        MustNotPrecedeStart("ended_on", endedOn);
        MustNotPrecede("ended_on", endedOn, Since, "DAY_BEFORE_PREVIOUS", "what happened last in the coaching");
        var ended = this with { EndedOn = endedOn, Outcome = outcome, Pauses = State == CoachingState.Paused ? PausesUntil(endedOn) : Pauses };
        return To(CoachingState.Ended, endedOn, ended, outcome);
    }

    /// <summary>One coaching goes on: its end holds no longer.</summary>
    public (Coaching Coaching, Transition Transition) Return(DateOnly on)
    {
        MustAllow(CoachingAction.ReturnToCoaching);
        MustNotPrecede("returned_on", on, EndedOn!.Value, "DAY_BEFORE_PREVIOUS", "the day on which it ended");
        return To(CoachingState.Started, on, this with { EndedOn = null, Outcome = "", ReturnedOn = on }, "returned");
    }

    /// <summary>Each result may be true by itself, whatever the coaching was: whoever calls it a mistake says so of each first.</summary>
    public (Coaching Coaching, Transition Transition) EnterInError(string reason, string note, bool hasResults, DateOnly today)
    {
        MustAllow(CoachingAction.EnterCoachingInError);
        if (hasResults)
        {
            throw CoachingErrors.Blocked("COACHING_HAS_RESULTS", this);
        }

        return To(CoachingState.EnteredInError, today, this with { ErrorReason = reason }, reason, note);
    }

    /// <summary>Whether openings may be looked for.</summary>
    public void MayFindOpenings() => MustAllow(CoachingAction.FindOpenings);

    /// <summary>Whether contacts may be planned: where they may be logged, for support in work goes on after the end.</summary>
    public void MayPlanContact() => MustAllow(CoachingAction.LogContact);

    /// <summary>Whether a result that began on that day may be recorded.</summary>
    public void MayRecordResult(string field, DateOnly startedOn)
    {
        MustAllow(CoachingAction.RecordResult);
        MustNotPrecedeOpening(field, startedOn);
    }

    /// <summary>The last day on which it changed its state.</summary>
    public DateOnly Since => new[] { OpenedOn, StartedOn, ReturnedOn, Pauses is [.., var last] ? last.To ?? last.From : null }.OfType<DateOnly>().Max();

    private CoachingPause[] PausesUntil(DateOnly on)
    {
        var last = Pauses[^1];
        return [.. Pauses.SkipLast(1), last with { To = on > last.From ? on.AddDays(-1) : last.From }];
    }

    private void MustAllow(CoachingAction action)
    {
        if (CoachingTable.BlockedBy(action, this) is { } blocked)
        {
            throw CoachingErrors.Blocked(blocked, this);
        }
    }

    /// <summary>Nothing of a coaching was before it.</summary>
    public void MustNotPrecedeOpening(string field, DateOnly day) =>
        MustNotPrecede(field, day, OpenedOn, "DAY_BEFORE_OPENING", "the day that the coaching opened");

    private void MustNotPrecedeStart(string field, DateOnly day) =>
        MustNotPrecede(field, day, StartedOn ?? day, "DAY_BEFORE_START", "the coaching's first day");

    private static void MustNotPrecede(string field, DateOnly day, DateOnly notBefore, string reason, string of)
    {
        if (day < notBefore)
        {
            throw CoachingErrors.DayBefore(reason, field, of, notBefore);
        }
    }

    private (Coaching Coaching, Transition Transition) To(CoachingState state, DateOnly day, Coaching next, string reason = "", string note = "") => (
        next with { State = state },
        new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(state), FinnishTime.StartOf(day), reason, note));
}

/// <summary>A coach's time with the client: until the next one's begins.</summary>
internal sealed record CoachPeriod(string Coach, string Name, DateOnly From, string Reason);

/// <summary>A pause (tauko); without a last day it goes on.</summary>
internal sealed record CoachingPause(string Reason, DateOnly From, DateOnly? To, DateOnly? ReviewOn);

/// <summary>Support in work; without a last day it goes on, whatever becomes of the coaching.</summary>
internal sealed record InWorkSupport(DateOnly From, DateOnly? To);
