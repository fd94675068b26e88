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
        var before = referral?.Of(tasks!) ?? throw new InvalidOperationException($"Task {taskId} is not known here.");
        var task = before.Task(id);
        // A worker may have done the same through the API already; then there is nothing left to do.
        if (TaskBlocks.Of(action, before, task, Relation.None, at) is not null)
        {
            return;
        }

        // Facts carry days: within one day the order of the log holds.
        var commit = transaction.Commit();
        var step = new TaskStep(action, at < task.ChangedAt ? task.ChangedAt : at, "system", reason);
        await ReferralKind.Write(commit, before, ReferralKind.Take(commit, before, step, id)).SaveAsync();
    }
}
