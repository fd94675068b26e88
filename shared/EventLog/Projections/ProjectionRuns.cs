using System.Text.Json;
using Npgsql;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>How a projection's last run went.</summary>
internal sealed record ProjectionRun(
    string Projection, Guid RunId, string Purpose, string State, long Replayed, string Detail, DateTimeOffset BeatAt,
    DateTimeOffset? RebuiltAt, DateTimeOffset? VerifiedAt, Comparison? Result)
{
    public bool IsRunning(DateTimeOffset now) => State == "running" && now - BeatAt < ProjectionRuns.Patience;
}

/// <summary>What a comparison of the live tables with the rebuilt ones found.</summary>
internal sealed record Comparison(long LiveRows, long RebuiltRows, IReadOnlyList<TableDifference> Differences);

/// <summary>Rows that only one of two tables has.</summary>
internal sealed record TableDifference(string Table, long OnlyLive, long OnlyRebuilt);

/// <summary>Who rebuilds what: one run per projection at a time, whichever replica it is in.</summary>
internal sealed class ProjectionRuns(EventLogDatabase own, TimeProvider time)
{
    /// <summary>A run that does not beat for so long is taken for dead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public Task<IReadOnlyList<ProjectionRun>> ListAsync(CancellationToken cancel) => own.Database.ListAsync(Select, cancel);

    public async Task<ProjectionRun?> FindAsync(string projection, CancellationToken cancel) =>
        (await ListAsync(cancel)).FirstOrDefault(run => run.Projection == projection);

    /// <summary>Begins a run, unless another one is alive.</summary>
    public async Task BeginAsync(string projection, string purpose, Guid runId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var begun = await own.Database.ExecuteAsync(
            $"""
            INSERT INTO projection_run (projection, run_id, purpose, state, beat_at) VALUES ({projection}, {runId}, {purpose}, 'running', {now})
            ON CONFLICT (projection) DO UPDATE SET run_id = excluded.run_id, purpose = excluded.purpose, state = 'running', replayed = 0, detail = '',
                beat_at = excluded.beat_at, result = NULL
            WHERE projection_run.state <> 'running' OR projection_run.beat_at < {now - Patience}
            """,
            cancel);
        if (begun == 0)
        {
            throw new DomainException(
                ErrorKind.FailedPrecondition, "PROJECTION_BUSY", $"{projection} is being rebuilt or verified.", ("projection", projection));
        }
    }

    /// <summary>Says in a step's own transaction that the run goes on; fails if another run has taken over.</summary>
    public async Task BeatAsync(Reads transaction, string projection, Guid runId, int replayed, CancellationToken cancel)
    {
        var beaten = await transaction.ExecuteAsync(
            $"""
            UPDATE projection_run SET replayed = replayed + {replayed}, beat_at = {time.GetUtcNow()}
            WHERE projection = {projection} AND run_id = {runId} AND state = 'running'
            """,
            cancel);
        if (beaten == 0) { throw new InvalidOperationException("Another run took over."); }
    }

    public Task<int> DoneAsync(Reads transaction, string projection, Guid runId, bool rebuilt, Comparison? result, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            $"""
            UPDATE projection_run SET state = 'done', result = {Sql.Json(result is null ? null : JsonSerializer.Serialize(result))},
                rebuilt_at = CASE WHEN {rebuilt} THEN {time.GetUtcNow()} ELSE rebuilt_at END,
                verified_at = CASE WHEN {rebuilt} THEN verified_at ELSE {time.GetUtcNow()} END
            WHERE projection = {projection} AND run_id = {runId}
            """,
            cancel);

    public Task<int> FailedAsync(string projection, Guid runId, string detail, CancellationToken cancel) =>
        own.Database.ExecuteAsync(
            $"UPDATE projection_run SET state = 'failed', detail = {detail} WHERE projection = {projection} AND run_id = {runId}", cancel);

    private static Query<ProjectionRun> Select =>
        new(
            $"SELECT projection, run_id, purpose, state, replayed, detail, beat_at, rebuilt_at, verified_at, result FROM projection_run ORDER BY projection",
            Read);

    private static ProjectionRun Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7), row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
        row.IsDBNull(9) ? null : JsonSerializer.Deserialize<Comparison>(row.GetString(9)));
}
