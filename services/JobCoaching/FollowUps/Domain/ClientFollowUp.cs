using Mode = Tyokyky.Contracts.Common.V1.Mode;

namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>A follow-up of a client some months after a result: planned by the rule's row, tried, answered or given up.</summary>
internal sealed record ClientFollowUp : IAggregate<ClientFollowUp>
{
    /// <summary>The result was a mistake.</summary>
    public const string Mistake = "result-entered-in-error";

    /// <summary>The result as it was corrected has none of these months.</summary>
    public const string NoLongerDue = "no-longer-due";

    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    public required Guid ResultId { get; init; }

    public required ResultType ResultType { get; init; }

    /// <summary>Null: of a client without one.</summary>
    public required Guid? CoachingId { get; init; }

    public required int Months { get; init; }

    /// <summary>So many days before its day it may be made.</summary>
    public required int EarlyDays { get; init; }

    public required int MaxAttempts { get; init; }

    public required int AttemptBusinessDays { get; init; }

    public required DateOnly CountedFrom { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>When somebody has to do something; null when nobody has.</summary>
    public DateOnly? NextAttemptOn { get; init; }

    /// <summary>That the day of the next attempt has come was told.</summary>
    public bool FellDue { get; init; }

    public FollowUpState State { get; init; } = FollowUpState.Planned;

    /// <summary>Who was named to see to it; empty: the coaching's coach.</summary>
    public required string Owner { get; init; }

    /// <summary>Read with it; null: there is no coaching.</summary>
    public string? Coach { get; init; }

    /// <summary>First to last.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    public string Situation { get; init; } = "";

    public string Note { get; init; } = "";

    public DateOnly? EndedOn { get; init; }

    public string WithdrawalReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "follow-up";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    /// <summary>Who sees to it.</summary>
    public string SeenToBy => Owner.Length > 0 ? Owner : Coach ?? "";

    public ClientFollowUp At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    /// <summary>Planned for a result; of a client without coaching whoever recorded the result sees to it.</summary>
    public static ClientFollowUp Of(Guid id, Result result, DueFollowUp due, string recordedBy) => new()
    {
        Id = id,
        Client = result.Client,
        Organisation = result.Organisation,
        ResultId = result.Id,
        ResultType = result.Type,
        CoachingId = result.CoachingId,
        Months = due.Months,
        EarlyDays = due.EarlyDays,
        MaxAttempts = due.MaxAttempts,
        AttemptBusinessDays = due.AttemptBusinessDays,
        CountedFrom = due.From,
        DueOn = due.On,
        NextAttemptOn = due.On,
        Owner = result.CoachingId is null ? recordedBy : "",
    };

    public Transition Planned(DateOnly today) => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(today));

    /// <summary>Goes where the result as it now is goes; null: it stays. Its answer stays true of the day on which it was given.</summary>
    public (ClientFollowUp, Transition)? Follow(DueFollowUp? due, bool isMistake, DateOnly today)
    {
        if (State == FollowUpState.Withdrawn)
        {
            return null;
        }

        if (due is null)
        {
            return Withdraw(isMistake ? Mistake : NoLongerDue, today);
        }

        if (due.On == DueOn && due.From == CountedFrom)
        {
            return null;
        }

        var moved = this with { CountedFrom = due.From, DueOn = due.On };
        // Once tried, the next attempt goes by the attempts.
        var isUntried = State == FollowUpState.Planned && Attempts.Count == 0;
        return Moved(isUntried ? moved with { NextAttemptOn = due.On, FellDue = false } : moved, State, today, "result-corrected");
    }

    /// <summary>Tried again after some business days, until it was tried often enough.</summary>
    public (ClientFollowUp, Transition) Try(Attempt attempt)
    {
        Require(FollowUpAction.RecordFollowUpAttempt);
        RequirePossible("on_day", attempt.On, Attempts);
        Attempt[] attempts = [.. Attempts, attempt];
        var isLast = attempts.Length >= MaxAttempts;
        return Moved(
            this with
            {
                Attempts = attempts,
                NextAttemptOn = isLast ? null : FinnishCalendar.AddBusinessDays(attempt.On, AttemptBusinessDays),
                EndedOn = isLast ? attempt.On : null,
                FellDue = false,
            },
            isLast ? FollowUpState.NotAnswered : State,
            attempt.On,
            attempt.Reached ? "reached" : "not-reached");
    }

    public (ClientFollowUp, Transition) Answer(Attempt attempt, string situation, string note)
    {
        Require(FollowUpAction.AnswerFollowUp);
        RequirePossible("answered_on", attempt.On, Attempts);
        var answered = this with { Attempts = [.. Attempts, attempt], Situation = situation, Note = note, EndedOn = attempt.On, NextAttemptOn = null };
        return Moved(answered, FollowUpState.Answered, attempt.On, situation);
    }

    public (ClientFollowUp, Transition) Reschedule(DateOnly on, DateOnly today)
    {
        Require(FollowUpAction.RescheduleFollowUp);
        if (on < today)
        {
            throw FollowUpErrors.DayNotAhead("next_attempt_on");
        }

        // Who was given up is tried anew, from the first time on.
        var attempts = State == FollowUpState.NotAnswered ? [] : Attempts;
        return Moved(this with { NextAttemptOn = on, FellDue = false, EndedOn = null, Attempts = attempts }, FollowUpState.Planned, today, "rescheduled");
    }

    public (ClientFollowUp, Transition) Assign(string owner, DateOnly today)
    {
        Require(FollowUpAction.AssignFollowUp);
        return Moved(this with { Owner = owner }, State, today, "assigned");
    }

    /// <param name="on">Null: as it was.</param>
    public (ClientFollowUp, Transition) Correct(string situation, string note, DateOnly? on, string reason, DateOnly today)
    {
        Require(FollowUpAction.CorrectFollowUp);
        var (before, answer) = (Attempts.SkipLast(1).ToArray(), Attempts[^1]);
        if (on is { } day)
        {
            RequirePossible("answered_on", day, before);
            answer = answer with { On = day };
        }

        return Moved(this with { Situation = situation, Note = note, EndedOn = answer.On, Attempts = [.. before, answer] }, State, today, reason);
    }

    /// <summary>The answer was a mistake, and so was the attempt that brought it.</summary>
    public (ClientFollowUp, Transition) Reopen(string reason, DateOnly today)
    {
        Require(FollowUpAction.ReopenFollowUp);
        var waiting = this with { Attempts = [.. Attempts.SkipLast(1)], Situation = "", Note = "", EndedOn = null };
        return Moved(waiting with { NextAttemptOn = today > DueOn ? today : DueOn, FellDue = false }, FollowUpState.Planned, today, reason);
    }

    public (ClientFollowUp, Transition) Withdraw(string reason, DateOnly today)
    {
        Require(FollowUpAction.WithdrawFollowUp);
        var withdrawn = this with { WithdrawalReason = reason, Situation = "", Note = "", EndedOn = today, NextAttemptOn = null };
        return Moved(withdrawn, FollowUpState.Withdrawn, today, reason);
    }

    /// <summary>The day of the next attempt has come and nothing was done; null when something was, or that was told already.</summary>
    public (ClientFollowUp, Transition)? FallDue(DateOnly today) =>
        FellDue || NextAttemptOn is not { } due || due > today ? null : Moved(this with { FellDue = true }, State, due, "due");

    private (ClientFollowUp, Transition) Moved(ClientFollowUp now, FollowUpState to, DateOnly on, string reason = "") =>
        (now with { State = to }, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(to), FinnishTime.StartOf(on), reason));

    private void Require(FollowUpAction action)
    {
        if (FollowUpTable.BlockedBy(action, State) is { } blocked)
        {
            throw FollowUpErrors.Blocked(blocked, this);
        }
    }

    // What a client tells long before is no answer of that month.
    private void RequirePossible(string field, DateOnly on, IReadOnlyList<Attempt> before)
    {
        if (on < DueOn.AddDays(-EarlyDays))
        {
            throw FollowUpErrors.DayTooEarly(field, DueOn.AddDays(-EarlyDays));
        }

        if (before is [.., var last] && on < last.On)
        {
            throw FollowUpErrors.DayBeforePrevious(field, last.On);
        }
    }
}

/// <summary>An attempt to ask the client.</summary>
internal sealed record Attempt(DateOnly On, Mode Mode, bool Reached);
