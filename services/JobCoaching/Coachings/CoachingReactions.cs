using Tyokyky.Contracts;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>
/// A coaching measure that the client accepted has a coaching at its provider, and a task for job coaching one at whoever accepted it, one however often
/// it is told. When the client declines after all, or the measure ends, a coaching that has not started ends with it. The task's coaching ends when the
/// task ends otherwise, and another's opens when the task moves there.
/// </summary>
internal sealed class CoachingReactions(CoachingKind coachings, TimeProvider time) : IReactions
{
    private const string Kind = "coaching";
    private const string Service = "job-coaching";
    private const string Completed = "completed";
    private const string WithoutResult = "ended-without-result";
    private const string ReferredOn = "referred-on";
    private const string Mistake = "entered-in-error";

    // A task may be started without a word of its acceptance.
    private static readonly string[] taken = ["accepted", "in-progress"];

    private static readonly string[] endsWithoutResult = ["rejected", "cancelled", "failed"];

    public FactReactions From(string source) => source switch
    {
        "team" => FactReactions
            .To<MeasureAccepted>("OpenCoachingWhenMeasureAccepted", (fact, transaction, cancel) => OpenAsync(fact.Message, transaction, cancel))
            .On<MeasureDeclined>("EndCoachingWhenMeasureDeclined", (fact, transaction, cancel) =>
                EndUnstartedAsync(fact.Message.MeasureId, fact.Message.DeclinedOn, transaction, cancel))
            .On<MeasureEnded>("EndCoachingWhenMeasureEnded", (fact, transaction, cancel) =>
                EndUnstartedAsync(fact.Message.MeasureId, fact.Message.EndedOn, transaction, cancel)),
        "referrals" => FactReactions
            .To<TaskRequested>("NoteTaskWhenCoachingAsked", (fact, transaction, cancel) => NoteAsync(fact.Message, transaction, cancel))
            .On<TaskStatusChanged>("FollowTaskWhenStatusChanged", (fact, transaction, cancel) => FollowAsync(fact.Message, transaction, cancel))
            .On<TaskTransferred>("MoveCoachingWhenTaskTransferred", (fact, transaction, cancel) => MoveAsync(fact.Message, transaction, cancel)),
        _ => FactReactions.None,
    };

    private static DateOnly DayOf(Google.Protobuf.WellKnownTypes.Timestamp at) => FinnishTime.DayOf(at.ToDateTimeOffset());

    private async Task OpenAsync(MeasureAccepted accepted, FactTransaction tx, CancellationToken cancel)
    {
        if (accepted.Kind != Kind || await tx.OneAsync(CoachingStore.ByMeasure(Guid.Parse(accepted.MeasureId)), cancel) is not null)
        {
            return;
        }

        await OpenAsync(
            new Coaching
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Client = CountedClient.Of(accepted.Client),
                ReferredBy = ReferredBy.Of(accepted.Referrer),
                Organisation = accepted.Provider,
                CaseId = Guid.Parse(accepted.CaseId),
                MeasureId = Guid.Parse(accepted.MeasureId),
                OpenedOn = accepted.AcceptedOn.ToDay(),
            },
            tx);
    }

    private static async Task NoteAsync(TaskRequested sent, FactTransaction tx, CancellationToken cancel)
    {
        var taskId = Guid.Parse(sent.TaskId);
        if (sent.Service == Service && await tx.OneAsync(CoachingStore.Asked(taskId), cancel) is null)
        {
            // An older fact tells no more of who sent the client.
            var by = sent.Referrer ?? new Referrer { ReferralId = sent.ReferralId, Organisation = sent.Sender };
            var asked = new AskedCoaching(taskId, CountedClient.Of(sent.Client), ReferredBy.Of(by));
            await tx.Commit().Add(CoachingStore.AskedCoachingRow.Insert(asked)).LogChange(asked.Client.Id, "task", taskId).SaveAsync();
        }
    }

    private async Task FollowAsync(TaskStatusChanged changed, FactTransaction tx, CancellationToken cancel)
    {
        if (changed.Service != Service)
        {
            return;
        }

        var (taskId, day) = (Guid.Parse(changed.TaskId), DayOf(changed.EffectiveAt));
        var known = await tx.ListAsync(CoachingStore.ByTask(taskId), cancel);
        if (taken.Contains(changed.Status))
        {
            if (known.Count == 0) { await OpenAsync(taskId, changed.Receiver, day, tx, cancel); }
        }
        else if (changed.Status == Mistake)
        {
            foreach (var coaching in known.Where(coaching => coaching.State != CoachingState.EnteredInError))
            {
                await TakeBackAsync(coaching, changed.Reason, day, tx, cancel);
            }
        }
        else if (changed.Status == Completed || endsWithoutResult.Contains(changed.Status))
        {
            // A task ends in more ways than a coaching.
            var outcome = changed.Status == Completed ? CodeSystem.Get("task-outcome").In("coaching-outcome", changed.Outcome) : null;
            await EndAsync(known, outcome ?? WithoutResult, day, tx);
        }
    }

    private async Task MoveAsync(TaskTransferred moved, FactTransaction tx, CancellationToken cancel)
    {
        var taskId = Guid.Parse(moved.TaskId);
        if (moved.Service != Service || moved.From == moved.To)
        {
            return;
        }

        var known = await tx.ListAsync(CoachingStore.ByTask(taskId), cancel);
        if (known.Any(coaching => !coaching.IsPast && coaching.Organisation == moved.To))
        {
            return;
        }

        await EndAsync(known, ReferredOn, DayOf(moved.EffectiveAt), tx);
        await OpenAsync(taskId, moved.To, DayOf(moved.EffectiveAt), tx, cancel);
    }

    // The task of another organisation's coaching was asked for before this service listened: nothing is known of its client.
    private async Task OpenAsync(Guid taskId, string receiver, DateOnly day, FactTransaction tx, CancellationToken cancel)
    {
        if (await tx.OneAsync(CoachingStore.Asked(taskId), cancel) is { } asked)
        {
            await OpenAsync(
                new Coaching
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Client = asked.Client,
                    Organisation = receiver,
                    TaskId = taskId,
                    ReferredBy = asked.ReferredBy,
                    OpenedOn = day,
                },
                tx);
        }
    }

    private async Task OpenAsync(Coaching coaching, FactTransaction tx)
    {
        var commit = tx.Commit();
        await coachings.ApplyAsync(commit, null, (coaching, coaching.Opened()));
        await commit.SaveAsync();
    }

    // One that has started is the client's and the coach's to end.
    private async Task EndUnstartedAsync(string measureId, Date on, FactTransaction tx, CancellationToken cancel)
    {
        if (await tx.OneAsync(CoachingStore.ByMeasure(Guid.Parse(measureId)), cancel) is { State: CoachingState.Open } coaching)
        {
            await EndAsync([coaching], WithoutResult, on.ToDay(), tx);
        }
    }

    // The coaching whose end completed the task has ended already. A day before what it has seen would not be true of it.
    private async Task EndAsync(IEnumerable<Coaching> known, string outcome, DateOnly day, FactTransaction tx)
    {
        foreach (var coaching in known.Where(coaching => !coaching.IsPast))
        {
            var commit = tx.Commit();
            await coachings.ApplyAsync(commit, coaching, coaching.End(outcome, day < coaching.Since ? coaching.Since : day));
            await commit.SaveAsync();
        }
    }

    // Results stay true whatever the task was.
    private async Task TakeBackAsync(Coaching coaching, string reason, DateOnly day, FactTransaction tx, CancellationToken cancel)
    {
        if (await tx.OneAsync(CoachingStore.HasResults(coaching.Id), cancel))
        {
            await EndAsync([coaching], WithoutResult, day, tx);
            return;
        }

        var commit = tx.Commit();
        await coachings.ApplyAsync(commit, coaching, coaching.EnterInError(reason, "", hasResults: false, day));
        await commit.SaveAsync();
    }
}
