namespace Tyokyky.Referrals.Referrals;

/// <summary>What a task does by itself when its time has come: the same as a person would, by the system.</summary>
internal abstract class TaskWhenDue(
    TaskAction action, string kind, ReferralKind referrals, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => kind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var id = Guid.Parse(item.Key);
        var (referral, tasks) = await database.ManyAsync(ReferralStore.ByTask(id), ReferralStore.TasksBeside(id), cancel);
        var before = referral!.Of(tasks!);
        var (task, at) = (before.Task(id), clock.Now);
        // A person was quicker; the due work is settled without a change.
        if (TaskBlocks.Of(action, before, task, Relation.None, at) is not null)
        {
            return;
        }

        var commit = unitOfWork.SystemCommit(item.Call);
        var step = new TaskStep(action, at < task.ChangedAt ? task.ChangedAt : at, item.Call.Caller.Subject);
        await (await referrals.WriteAsync(commit, before, ReferralKind.Take(commit, before, step, id))).SaveAsync();
    }
}

/// <summary>A hold ends on its day.</summary>
internal sealed class ResumeTaskWhenDue(ReferralKind referrals, UnitOfWork unitOfWork, Database database, IBusinessClock clock)
    : TaskWhenDue(TaskAction.ResumeTask, TaskTimers.ResumeKind, referrals, unitOfWork, database, clock);

/// <summary>A cancellation that nobody answers is confirmed after its time.</summary>
internal sealed class ConfirmCancellationWhenDue(ReferralKind referrals, UnitOfWork unitOfWork, Database database, IBusinessClock clock)
    : TaskWhenDue(TaskAction.ConfirmCancellation, TaskTimers.ConfirmCancellationKind, referrals, unitOfWork, database, clock);
