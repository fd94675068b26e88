using Tyokyky.JobCoaching.Common;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>
/// A coaching measure of a plan has a coaching at its provider, and a task for job coaching one at whoever accepted it, one however often it is told. The
/// task's coaching ends when the task ends otherwise, and another's opens when the task moves there.
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
        "team" => FactReactions.To<MeasureAgreed>("OpenCoachingWhenMeasureAgreed", (fact, transaction, cancel) => OpenAsync(fact.Message, transaction, cancel)),
        "referrals" => FactReactions
            .To<TaskRequested>("NoteTaskWhenCoachingAsked", (fact, transaction, cancel) => NoteAsync(fact.Message, transaction, cancel))
            .On<TaskStatusChanged>("FollowTaskWhenStatusChanged", (fact, transaction, cancel) => FollowAsync(fact.Message, transaction, cancel))
            .On<TaskTransferred>("MoveCoachingWhenTaskTransferred", (fact, transaction, cancel) => MoveAsync(fact.Message, transaction, cancel)),
        _ => FactReactions.None,
    };

    private static DateOnly DayOf(Google.Protobuf.WellKnownTypes.Timestamp at) => FinnishTime.DayOf(at.ToDateTimeOffset());

    private static CountedClient Client(ClientFacets client) => new(Guid.Parse(client.ClientId), client.AgeBand, client.Municipality, client.Programme);

    private async Task OpenAsync(MeasureAgreed agreed, FactTransaction tx, CancellationToken cancel)
    {
        if (agreed.Kind != Kind || await tx.OneAsync(CoachingStore.ByMeasure(Guid.Parse(agreed.MeasureId)), cancel) is not null)
        {
            return;
        }

        await OpenAsync(
            new Coaching
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Client = Client(agreed.Client),
                Organisation = agreed.Provider,
                CaseId = Guid.Parse(agreed.CaseId),
                MeasureId = Guid.Parse(agreed.MeasureId),
                OpenedOn = agreed.AgreedOn.ToDay(),
            },
            tx);
    }

    private static async Task NoteAsync(TaskRequested sent, FactTransaction tx, CancellationToken cancel)
    {
        var taskId = Guid.Parse(sent.TaskId);
        if (sent.Service == Service && await tx.OneAsync(CoachingStore.Asked(taskId), cancel) is null)
        {
            var asked = new AskedCoaching(taskId, Guid.Parse(sent.ReferralId), sent.Sender, Client(sent.Client));
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
            foreach (var coaching in known.Where(coaching => coaching.State != CoachingState.EnteredInError)) { await TakeBackAsync(coaching, changed.Reason, day, tx, cancel); }
        }
        else if (changed.Status == Completed || endsWithoutResult.Contains(changed.Status))
        {
            await EndAsync(known, changed.Status == Completed && changed.Outcome.Length > 0 ? changed.Outcome : WithoutResult, day, tx);
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
                    ReferralId = asked.ReferralId,
                    ReferringOrganisation = asked.Sender,
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
