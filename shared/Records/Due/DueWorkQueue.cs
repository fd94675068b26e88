using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>The due work as operators see and run it.</summary>
public sealed class DueWorkQueue
{
    private readonly Database database;
    private readonly DueWorkRunner runner;
    private readonly IBusinessClock clock;

    internal DueWorkQueue(Database database, DueWorkRunner runner, IBusinessClock clock)
    {
        this.database = database;
        this.runner = runner;
        this.clock = clock;
    }

    /// <summary>The kinds that this service does.</summary>
    public IReadOnlyCollection<string> Kinds => runner.Kinds;

    /// <summary>Planned work, earliest due first, after a row seen before; <paramref name="kind"/> null means every kind.</summary>
    public Task<IReadOnlyList<DueWorkRow>> ListAsync(string? kind, bool overdueOnly, DueWorkRow? after, int limit, CancellationToken cancel) =>
        database.ListAsync(
            new Query<DueWorkRow>(
                $"""
                SELECT kind, key, due_at, attempts, last_error, CASE WHEN last_error IS NULL THEN NULL ELSE not_before END, planned_at FROM due_work
                WHERE ({kind} IS NULL OR kind = {kind}) AND (NOT {overdueOnly} OR due_at <= {clock.Now})
                  AND ({after?.DueAt} IS NULL OR (due_at, kind, key) > ({after?.DueAt}, {after?.Kind}, {after?.Key}))
                ORDER BY due_at, kind, key LIMIT {limit}
                """,
                Map),
            cancel);

    /// <summary>How much is planned, due and failing.</summary>
    public async Task<DueWorkStatus> StatusAsync(CancellationToken cancel) =>
        (await database.OneAsync(
            new Query<DueWorkStatus>(
                $"SELECT count(*), count(*) FILTER (WHERE due_at <= {clock.Now}), count(*) FILTER (WHERE last_error IS NOT NULL), min(due_at) FROM due_work",
                row => new DueWorkStatus(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3))),
            cancel))!;

    /// <summary>Runs one piece at once, due or not; null when there is none, or when a run is at it already.</summary>
    public async Task<DueWorkRun?> RunOneAsync(string kind, string key, CancellationToken cancel)
    {
        if (await runner.TakeOneAsync(kind, key, cancel) is not { } item) { return null; }
        return await runner.RunAsync(item, cancel) is null ? new DueWorkRun(1, 0) : new DueWorkRun(0, 1);
    }

    /// <summary>Runs all of the kind that is due.</summary>
    public async Task<DueWorkRun> RunDueAsync(string kind, CancellationToken cancel)
    {
        int done = 0, failed = 0;
        while (await runner.TakeAsync(kind, 8, cancel) is { Count: > 0 } items)
        {
            foreach (var failure in await Task.WhenAll(items.Select(item => runner.RunAsync(item, cancel))))
            {
                if (failure is null) { done++; } else { failed++; }
            }
        }

        return new DueWorkRun(done, failed);
    }

    private static DueWorkRow Map(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetInt32(3), row.IsDBNull(4) ? null : row.GetString(4),
            row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5), row.GetFieldValue<DateTimeOffset>(6));
}

/// <summary>One piece of planned work.</summary>
/// <param name="DueAt">Business time.</param>
/// <param name="LastError">Reason or exception type of the last failed attempt, without its text.</param>
/// <param name="NextAttemptAt">Real time; only after a failure.</param>
public sealed record DueWorkRow(
    string Kind, string Key, DateTimeOffset DueAt, int Attempts, string? LastError, DateTimeOffset? NextAttemptAt, DateTimeOffset PlannedAt);

/// <summary>What stands: planned altogether, due now, failing, and the earliest of all (business time).</summary>
public sealed record DueWorkStatus(long Planned, long Due, long Failing, DateTimeOffset? OldestDueAt);

/// <summary>What a run came to.</summary>
public sealed record DueWorkRun(int Done, int Failed);
