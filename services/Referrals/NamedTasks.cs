using Tyokyky.Referrals.Pathways;
using Tyokyky.Referrals.Referrals;
using Referral = Tyokyky.Referrals.Referrals.Referral;

namespace Tyokyky.Referrals;

/// <summary>What a referral's task is to the step of a pathway that names it.</summary>
internal sealed class NamedTasks(Database database, IBusinessClock clock) : INamedTasks
{
    public async ValueTask<FollowedTask?> NameAsync(Commit commit, Guid taskId)
    {
        var (referral, tasks, begun) = await database.ManyAsync(
            ReferralStore.ByTask(taskId), ReferralStore.TasksBeside(taskId), ReferralStore.BegunAt(taskId), commit.Call.Cancel);
        if (referral?.Of(tasks!) is not { } found)
        {
            return null;
        }

        // Whoever changes the task at the same time is decided anew, and finds the step.
        commit
            .Change(found, ReferralStore.Update(found, found))
            .Transition(new Transition(found.ObjectType, found.Id, "", "named-on-pathway", clock.Now))
            .Fact(TaskFacts.Updated(found.Id.ToString(), found.ClientId.ToString()), found.ClientId.ToString());
        return Followed(found, found.Task(taskId)) with { BegunOn = begun is { } at ? FinnishTime.DayOf(at) : null };
    }

    /// <summary>The task, as far as a step follows it.</summary>
    public static FollowedTask Followed(Referral referral, ReferralTask task) => new(
        task.Id,
        task.ClientId,
        task.Service,
        task.Status,
        task.RequestedAt is null ? "" : task.Receiver,
        [referral.Sender, task.Sender, .. task.RequestedAt is null ? [] : (task.Matters.Pool?.Asked ?? []).Append(task.Receiver)],
        FinnishTime.DayOf(task.ChangedAt))
    {
        IsSent = task.RequestedAt is not null,
        Revises = task.Matters.Revises,
        TakenOn = task.DecidedAt is { } decided ? FinnishTime.DayOf(decided) : null,
        Outcome = task.Outcome,
        Hold = task.Matters.Hold is { } hold ? new FollowedHold(hold.Reason, hold.ResumeOn, hold.Phase == TaskStatus.InProgress) : null,
    };
}
