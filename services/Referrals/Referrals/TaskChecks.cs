namespace Tyokyky.Referrals.Referrals;

internal static class TaskChecks
{
    /// <summary>The reason that the action carries, a code of the system that the table names.</summary>
    public static Check Reason(this Check check, TaskAction action, string field, string reason, DateOnly today) =>
        check.OptionalCode(field, reason, TaskTable.RuleOf(action).ReasonSystem!, today);
}
