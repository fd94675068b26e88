namespace Tyokyky.Referrals.Reactions;

/// <summary>What another service's fact does to a task.</summary>
internal static class TaskReaction
{
    public static async Task DoAsync(TaskAction action, string taskId, DateTimeOffset at, string reason, FactTransaction transaction, CancellationToken cancel)
    {
        // A case that was opened directly belongs to no task.
        if (taskId.Length == 0)
        {
            return;
        }

        var id = Guid.Parse(taskId);
        var (referral, tasks) = await transaction.ManyAsync(ReferralStore.ByTask(id), ReferralStore.TasksBeside(id), cancel);
        if (referral is null)
        {
            throw new InvalidOperationException($"Task {taskId} is not known here.");
        }

        referral.Tasks.AddRange(tasks!);
        var task = referral.Task(id);
        // A worker may have done the same through the API already; then there is nothing left to do.
        if (TaskBlocks.Of(action, referral, task, Relation.None, at) is not null)
        {
            return;
        }

        // Facts carry days: within one day the order of the log holds.
        var before = TaskTimers.Of(task);
        var step = new TaskStep(action, at < task.ChangedAt ? task.ChangedAt : at, "system", reason);
        var transition = referral.Do(step, id);
        await TaskChange.Write(transaction.Commit().Guard(ReferralStore.Bump(referral)), referral, task, step, transition, before).SaveAsync();
    }
}
