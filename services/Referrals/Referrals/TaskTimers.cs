namespace Tyokyky.Referrals.UseCases;

/// <summary>When a task will change by itself; kept as due work.</summary>
internal readonly record struct TaskTimers(DateTimeOffset? Resume, DateTimeOffset? ConfirmCancellation)
{
    public const string ResumeKind = "resume-task";
    public const string ConfirmCancellationKind = "confirm-cancellation";

    public static TaskTimers Of(ReferralTask task) => new(
        task.Matters.Hold?.ResumeOn is { } resume ? FinnishTime.StartOf(resume) : null,
        task.Matters.Cancellation is { } asked ? FinnishTime.StartOf(asked.ConfirmedAfter.AddDays(1)) : null);

    /// <summary>Writes what differs from before.</summary>
    public void Set(Commit commit, ReferralTask task, TaskTimers before)
    {
        Set(commit, ResumeKind, task, before.Resume, Resume);
        Set(commit, ConfirmCancellationKind, task, before.ConfirmCancellation, ConfirmCancellation);
    }

    private static void Set(Commit commit, string kind, ReferralTask task, DateTimeOffset? before, DateTimeOffset? now)
    {
        if (now == before)
        {
            return;
        }

        if (now is { } at)
        {
            commit.Due(kind, task.Id.ToString(), at, "");
        }
        else
        {
            commit.Settle(kind, task.Id.ToString());
        }
    }
}
