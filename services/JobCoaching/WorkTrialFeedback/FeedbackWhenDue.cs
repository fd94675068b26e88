namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>A reminder's day has come, and the host has not answered: the coach finds it among those that are due, and it is told.</summary>
internal sealed class TellDueReminder(FeedbackKind feedback, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => FeedbackKind.ReminderKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var found = await database.OneAsync(FeedbackStore.ById(Guid.Parse(item.Key)), cancel);
        if (found!.FallDue(clock.Today) is { } fallen)
        {
            var commit = unitOfWork.SystemCommit(item.Call);
            await feedback.ApplyAsync(commit, found, fallen);
            await commit.SaveAsync();
        }
        else if (found is { FellDue: false, ReminderDueOn: { } due })
        {
            // An operator ran it before its time.
            await unitOfWork.SystemCommit(item.Call).Due(Kind, item.Key, FinnishTime.StartOf(due)).SaveAsync();
        }
    }
}

/// <summary>A link's last day has passed without an answer: it opens nothing any more, and the host's contact is forgotten.</summary>
internal sealed class EndUnansweredFeedback(FeedbackKind feedback, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => FeedbackKind.EndKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var found = await database.OneAsync(FeedbackStore.ById(Guid.Parse(item.Key)), cancel);
        if (found!.Expire(clock.Today) is { } expired)
        {
            var commit = unitOfWork.SystemCommit(item.Call);
            await feedback.ApplyAsync(commit, found, expired);
            await commit.SaveAsync();
        }
        else if (found is { State: WorkTrialFeedbackState.Requested, LinkEndsOn: { } last })
        {
            // An operator ran it before its time.
            await unitOfWork.SystemCommit(item.Call).Due(Kind, item.Key, FinnishTime.StartOf(last.AddDays(1))).SaveAsync();
        }
    }
}
