namespace Tyokyky.Referrals.UseCases;

/// <summary>What a task does by itself when its time has come: the same as a person would, by the system.</summary>
internal abstract class TaskWhenDue(TaskAction action, string kind, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => kind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var id = Guid.Parse(item.Key);
        var (referral, tasks) = await database.ManyAsync(ReferralStore.ByTask(id), ReferralStore.TasksBeside(id), cancel);
        referral!.Tasks.AddRange(tasks!);
        var task = referral.Task(id);
        // A person was quicker; the due work is settled without a change.
        if (TaskBlocks.Of(action, referral, task, Relation.None, clock.Now) is not null)
        {
            return;
        }

        var before = TaskTimers.Of(task);
        var at = clock.Now;
        var step = new TaskStep(action, at < task.ChangedAt ? task.ChangedAt : at, item.Call.Caller.Subject);
        var transition = referral.Do(step, id);
        await TaskChange.Write(unitOfWork.SystemCommit(item.Call).Guard(ReferralStore.Bump(referral)), referral, task, step, transition, before).SaveAsync();
    }
}

/// <summary>A hold ends on its day.</summary>
internal sealed class ResumeTaskWhenDue(UnitOfWork unitOfWork, Database database, IBusinessClock clock)
    : TaskWhenDue(TaskAction.ResumeTask, TaskTimers.ResumeKind, unitOfWork, database, clock);

/// <summary>A cancellation that nobody answers is confirmed after its time.</summary>
internal sealed class ConfirmCancellationWhenDue(UnitOfWork unitOfWork, Database database, IBusinessClock clock)
    : TaskWhenDue(TaskAction.ConfirmCancellation, TaskTimers.ConfirmCancellationKind, unitOfWork, database, clock);
