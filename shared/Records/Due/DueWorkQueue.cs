namespace Tyokyky.Records;

/// <summary>The due work as operators see it.</summary>
public sealed class DueWorkQueue(Database database)
{
    /// <summary>Planned work, the longest overdue first; <paramref name="kind"/> null means every kind.</summary>
    public Task<IReadOnlyList<DueWorkRow>> ListAsync(string? kind, int limit, CancellationToken cancel) =>
        database.ListAsync(
            new Query<DueWorkRow>(
                $"""
                SELECT kind, key, due_at, attempts, last_error, planned_at FROM due_work
                WHERE {kind} IS NULL OR kind = {kind} ORDER BY due_at, kind, key LIMIT {limit}
                """,
                row => new DueWorkRow(
                    row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetInt32(3),
                    row.IsDBNull(4) ? null : row.GetString(4), row.GetFieldValue<DateTimeOffset>(5))),
            cancel);

    /// <summary>How much is due or failing now.</summary>
    public Task<DueWorkStatus> StatusAsync(CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>Runs one item at once, due or not; false when there is none. Throws what the work throws.</summary>
    public Task<bool> RunNowAsync(string kind, string key, CancellationToken cancel) => throw new NotSupportedException();
}

/// <summary>One piece of planned work.</summary>
/// <param name="DueAt">Business time.</param>
/// <param name="LastError">Exception type of the last failed attempt, without its text.</param>
public sealed record DueWorkRow(string Kind, string Key, DateTimeOffset DueAt, int Attempts, string? LastError, DateTimeOffset PlannedAt);

/// <summary>What stands: planned altogether, due now, failing, and since when the oldest is due (business time).</summary>
public sealed record DueWorkStatus(int Planned, int Due, int Failing, DateTimeOffset? OldestDueAt);
