namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>What is counted: all but what was entered in error, and what that alone brought about.</summary>
internal static class Counted
{
    public static Sql Tasks => $"(SELECT * FROM task WHERE status <> 'entered-in-error')";

    /// <summary>A referral is a mistake when every task of it is.</summary>
    public static Sql Referrals =>
        $"""
        (SELECT * FROM referral c WHERE NOT EXISTS (SELECT FROM task WHERE task.referral_id = c.referral_id)
          OR EXISTS (SELECT FROM {Tasks} k WHERE k.referral_id = c.referral_id))
        """;

    /// <summary>A case is a mistake when the task that opened it is. Meetings that were held and plans that were made were so all the same.</summary>
    public static Sql Cases =>
        $"(SELECT * FROM team_case c WHERE NOT EXISTS (SELECT FROM task k WHERE k.task_id = c.task_id AND k.status = 'entered-in-error'))";

    public static Sql ClosedCases =>
        $"""
        (SELECT * FROM case_closed e WHERE NOT EXISTS (
          SELECT FROM team_case c JOIN task k ON k.task_id = c.task_id AND k.status = 'entered-in-error' WHERE c.case_id = e.case_id))
        """;
}
