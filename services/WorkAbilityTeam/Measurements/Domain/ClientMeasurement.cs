using Mode = Tyokyky.Contracts.Common.V1.Mode;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>A measurement of a client with an instrument: planned by somebody for a day, asked, answered or not.</summary>
internal sealed record ClientMeasurement : IAggregate<ClientMeasurement>
{
    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    public required Guid CaseId { get; init; }

    public required string Instrument { get; init; }

    /// <summary>The instrument's version.</summary>
    public required string Edition { get; init; }

    public required MeasurementPhase Phase { get; init; }

    public required Guid[] GoalIds { get; init; }

    public required DateOnly PlannedOn { get; init; }

    public MeasurementState State { get; init; } = MeasurementState.Planned;

    /// <summary>Who sees to it.</summary>
    public required string Owner { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>When somebody has to do something; null when nobody has.</summary>
    public DateOnly? NextAttemptOn { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>That its day has come was told, or somebody was quicker.</summary>
    public bool FellDue { get; init; }

    /// <summary>The day when it was answered, refused or given up.</summary>
    public DateOnly? EndedOn { get; init; }

    public Rater Rater { get; init; }

    public IReadOnlyList<EnteredValue> Values { get; init; } = [];

    public string ErrorReason { get; init; } = "";

    /// <summary>What the instrument's rows say.</summary>
    public InstrumentVersion Rules { get; init; } = InstrumentVersion.None;

    public long Version { get; init; } = 1;

    public string ObjectType => "measurement";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public ClientMeasurement At(long version) => this with { Version = version };

    public bool IsAnswered => State == MeasurementState.Answered;

    public DateOnly LastDay => Attempts.Count > 0 && Attempts[^1].On > PlannedOn ? Attempts[^1].On : PlannedOn;

    public Relation RelationOf(Caller caller) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (caller.IsClient(Client.Id) ? Relation.Client : Relation.None);

    public Transition Planned() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(PlannedOn));

    /// <summary>Measurements that follow one at the end, in the months that the instrument's row says; of the same owner.</summary>
    public IEnumerable<ClientMeasurement> FollowUps(Func<Guid> newId) =>
        Phase != MeasurementPhase.End || EndedOn is not { } ended ? [] : Rules.FollowUpMonths.Order().Select(months => new ClientMeasurement
        {
            Id = newId(),
            Client = Client,
            Organisation = Organisation,
            CaseId = CaseId,
            Instrument = Instrument,
            Edition = Edition,
            Phase = MeasurementPhase.FollowUp,
            GoalIds = GoalIds,
            PlannedOn = ended,
            Owner = Owner,
            DueOn = ended.AddMonths(months),
            NextAttemptOn = ended.AddMonths(months),
            Rules = Rules,
        });

    /// <summary>The client was asked, or not reached: then it is tried again, until it has been tried often enough.</summary>
    public (ClientMeasurement, Transition) Try(Attempt attempt)
    {
        Require(MeasurementAction.RecordMeasurementAttempt);
        RequireNotBefore("on_day", attempt.On);
        Attempt[] attempts = [.. Attempts, attempt];
        var isLast = attempts.Length >= Rules.Attempts;
        var to = attempt.Reached ? MeasurementState.Asked : isLast ? MeasurementState.NotReached : State;
        // Whoever was asked is asked again when no answer comes; after the last attempt nobody is.
        return Moved(
            this with
            {
                Attempts = attempts,
                NextAttemptOn = isLast ? null : FinnishCalendar.AddBusinessDays(attempt.On, Rules.AttemptBusinessDays),
                EndedOn = to == MeasurementState.NotReached ? attempt.On : null,
                FellDue = true,
            },
            to,
            attempt.On,
            attempt.Reached ? "asked" : "not-reached");
    }

    public (ClientMeasurement, Transition) Answer(IReadOnlyList<EnteredValue> values, Rater rater, DateOnly on)
    {
        Require(MeasurementAction.AnswerMeasurement);
        RequireNotBefore("answered_on", on);
        Rules.Require(values);
        return Moved(this with { Values = values, Rater = rater, EndedOn = on, NextAttemptOn = null }, MeasurementState.Answered, on);
    }

    public (ClientMeasurement, Transition) Refuse(DateOnly on)
    {
        Require(MeasurementAction.RefuseMeasurement);
        RequireNotBefore("refused_on", on);
        return Moved(this with { EndedOn = on, NextAttemptOn = null }, MeasurementState.Refused, on);
    }

    public (ClientMeasurement, Transition) Reschedule(DateOnly? dueOn, string owner, DateOnly today)
    {
        Require(MeasurementAction.RescheduleMeasurement);
        var moved = this with { Owner = owner.Length > 0 ? owner : Owner };
        // Who was given up is tried anew, from the first time on.
        return Moved(
            State == MeasurementState.NotReached || dueOn is not null
                ? moved with
                {
                    DueOn = dueOn ?? today,
                    NextAttemptOn = dueOn ?? today,
                    Attempts = State == MeasurementState.NotReached ? [] : Attempts,
                    FellDue = false,
                    EndedOn = null,
                }
                : moved,
            State == MeasurementState.NotReached ? MeasurementState.Planned : State,
            today,
            "rescheduled");
    }

    public (ClientMeasurement, Transition) Correct(IReadOnlyList<EnteredValue> values, string note, DateOnly today)
    {
        Require(MeasurementAction.CorrectMeasurement);
        Rules.Require(values);
        var (now, transition) = Moved(this with { Values = values }, State, today, "corrected");
        return (now, transition with { Note = note });
    }

    public (ClientMeasurement, Transition) EnterInError(string reason, DateOnly today)
    {
        Require(MeasurementAction.EnterMeasurementInError);
        return Moved(this with { ErrorReason = reason, NextAttemptOn = null }, MeasurementState.EnteredInError, today, reason);
    }

    /// <summary>Its day has come and nothing was done; null when something was, or that was told already.</summary>
    public (ClientMeasurement, Transition)? FallDue(DateOnly today) =>
        FellDue || NextAttemptOn is not { } due || due > today ? null : Moved(this with { FellDue = true }, State, due, "due");

    private (ClientMeasurement, Transition) Moved(ClientMeasurement now, MeasurementState to, DateOnly on, string reason = "") =>
        (now with { State = to }, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(to), FinnishTime.StartOf(on), reason));

    private void Require(MeasurementAction action)
    {
        if (MeasurementTable.BlockedBy(action, State) is { } blocked)
        {
            throw MeasurementErrors.Blocked(blocked, this);
        }
    }

    private void RequireNotBefore(string field, DateOnly on)
    {
        if (on < LastDay)
        {
            throw MeasurementErrors.DayBeforeStart(field, LastDay);
        }
    }
}

/// <summary>An attempt to ask the client.</summary>
internal sealed record Attempt(DateOnly On, Mode Mode, bool Reached);
