namespace Tyokyky.Referrals.Referrals;

/// <summary>
/// Wait lists: one for each service of each receiver. The order is urgent before routine, then by the time of placing, then by task id.
/// A position is never stored: it is counted from the index when it is asked for.
/// </summary>
[Row<WaitPosition>]
internal static partial class WaitLists
{
    public static Query<ReferralTask> Of(string receiver, string service, WaitListKey after, int limit) =>
        new(
            $"""
            SELECT {ReferralStore.ReferralTaskRow.Columns} FROM task t
            WHERE t.receiver = {receiver} AND t.service = {service} AND t.waiting_since IS NOT NULL
              AND (t.waiting_rank, t.waiting_since, t.id) > ({after.Rank}, {after.Since}, {after.Id})
            ORDER BY t.waiting_rank, t.waiting_since, t.id LIMIT {limit}
            """,
            ReferralStore.ReferralTaskRow.Read);

    /// <summary>How many are before each of these, and itself.</summary>
    public static Query<WaitPosition> Positions(Guid[] taskIds) =>
        new(
            $"""
            SELECT w.id, 1 + (
              SELECT count(*)::int FROM task o
              WHERE o.receiver = w.receiver AND o.service = w.service AND o.waiting_since IS NOT NULL
                AND (o.waiting_rank, o.waiting_since, o.id) < (w.waiting_rank, w.waiting_since, w.id))
            FROM task w WHERE w.id = ANY({taskIds}) AND w.waiting_since IS NOT NULL
            """,
            WaitPositionRow.Read);
}

/// <summary>How many are before a task, and itself.</summary>
internal sealed record WaitPosition(Guid TaskId, int Position);

/// <summary>A place in the order of a wait list.</summary>
internal readonly record struct WaitListKey(int Rank, DateTimeOffset Since, Guid Id)
{
    public static WaitListKey First { get; } = new(-1, DateTimeOffset.UnixEpoch, Guid.Empty);
}
