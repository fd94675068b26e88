namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>How feedback changes, and what others are told of it.</summary>
internal sealed class FeedbackKind(UnitOfWork unitOfWork, Database database, IBusinessClock clock)
    : AggregateKind<HostFeedback, Proto.WorkTrialFeedback>(unitOfWork)
{
    /// <summary>Work that tells that a reminder is due.</summary>
    public const string ReminderKind = "work-trial-feedback-reminder";

    /// <summary>Work that ends what was not answered in time.</summary>
    public const string EndKind = "work-trial-feedback-end";

    /// <summary>What is said of a work trial that was a mistake is a mistake too, whoever finds that.</summary>
    public async ValueTask FollowAsync(Commit commit, Result now)
    {
        if (now is not { Type: ResultType.WorkTrial, State: ResultState.EnteredInError })
        {
            return;
        }

        foreach (var feedback in await database.ListAsync(FeedbackStore.StandingOf(now.Id), commit.Call.Cancel))
        {
            await ApplyAsync(commit, feedback, feedback.EnterInError(now.ErrorReason, clock.Today));
        }
    }

    protected override Guid? ClientOf(HostFeedback found) => found.Client.Id;

    protected override ValueTask<Relation> RelationAsync(HostFeedback found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<HostFeedback> WriteAsync(Commit commit, HostFeedback? before, Change<HostFeedback> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(FeedbackStore.HostFeedbackRow.Insert(now));
        }
        else
        {
            commit.Change(before, FeedbackStore.HostFeedbackRow.Update(now));
        }

        commit.OnViolation(FeedbackStore.OnceIndex, FeedbackErrors.AlreadyRequested);
        Set(commit, ReminderKind, before is null ? null : ReminderOf(before), ReminderOf(now), now);
        Set(commit, EndKind, before is null ? null : EndOf(before), EndOf(now), now);
        if (FeedbackFacts.Between(before, now) is { } fact)
        {
            commit.Fact(fact, now.Client.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.WorkTrialFeedback> ShowAsync(HostFeedback now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());

    private static DateOnly? ReminderOf(HostFeedback feedback) => feedback.FellDue ? null : feedback.ReminderDueOn;

    private static DateOnly? EndOf(HostFeedback feedback) =>
        feedback.State == WorkTrialFeedbackState.Requested ? feedback.LinkEndsOn?.AddDays(1) : null;

    private static void Set(Commit commit, string kind, DateOnly? was, DateOnly? due, HostFeedback now)
    {
        if (due is { } at && was != due)
        {
            commit.Due(kind, now.Id.ToString(), FinnishTime.StartOf(at));
        }
        else if (due is null && was is not null)
        {
            commit.Settle(kind, now.Id.ToString());
        }
    }
}
