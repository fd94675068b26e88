namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>When a plan will be looked at by itself: the day after its review was due.</summary>
internal static class PlanTimers
{
    public const string ReviewKind = "plan-review";

    /// <summary>Plans what differs from before.</summary>
    public static void Set(Commit commit, SupportPlan? before, SupportPlan now)
    {
        var (was, next) = (before is null ? null : LookAt(before), LookAt(now));
        if (next is { } at && at != was)
        {
            commit.Due(ReviewKind, now.Id.ToString(), at);
        }
        else if (next is null && was is not null)
        {
            commit.Settle(ReviewKind, now.Id.ToString());
        }
    }

    /// <summary>Null: nothing is due, or it was told.</summary>
    public static DateTimeOffset? LookAt(SupportPlan plan) =>
        plan.ReviewDueOn is { } due && due != plan.OverdueSince ? FinnishTime.StartOf(due.AddDays(1)) : null;
}
