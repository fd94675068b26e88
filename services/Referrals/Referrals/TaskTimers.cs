namespace Tyokyky.Referrals.Referrals;

/// <summary>When a task will change by itself; kept as due work.</summary>
internal static class TaskTimers
{
    public const string ResumeKind = "resume-task";
    public const string ConfirmCancellationKind = "confirm-cancellation";

    /// <summary>Plans what differs from before.</summary>
    public static void Set(Commit commit, ReferralTask before, ReferralTask now)
    {
        Set(commit, ResumeKind, now, ResumesAt(before), ResumesAt(now));
        Set(commit, ConfirmCancellationKind, now, ConfirmedAt(before), ConfirmedAt(now));
    }

    private static DateTimeOffset? ResumesAt(ReferralTask task) => task.Matters.Hold?.ResumeOn is { } resume ? FinnishTime.StartOf(resume) : null;

    private static DateTimeOffset? ConfirmedAt(ReferralTask task) =>
        task.Matters.Cancellation is { } asked ? FinnishTime.StartOf(asked.ConfirmedAfter.AddDays(1)) : null;

    private static void Set(Commit commit, string kind, ReferralTask task, DateTimeOffset? before, DateTimeOffset? now)
    {
        if (now == before)
        {
            return;
        }

        if (now is { } at)
        {
            commit.Due(kind, task.Id.ToString(), at);
        }
        else
        {
            commit.Settle(kind, task.Id.ToString());
        }
    }
}
