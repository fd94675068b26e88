using Npgsql;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>
/// The statements with which others read the log: on the connections of the calls that they are, so that no reader holds up the log's own work.
/// </summary>
internal sealed class LogPages(Database database, ServiceDefaults.ServiceName service)
{
    /// <summary>The last numbered fact.</summary>
    public Task<Cursor> HeadAsync(CancellationToken cancel) =>
        database.OneAsync(new Query<Cursor>($"SELECT position, event_id FROM event_log_head", ReadCursor), cancel);

    /// <summary>What a reader at that cursor may see.</summary>
    public async Task<LogPage> PageAsync(Cursor after, int most, CancellationToken cancel)
    {
        var (ends, facts) = await database.ManyAsync(
            new Query<LogEnds>(
                $"""
                SELECT h.position, h.event_id, f.position, f.previous_id,
                       coalesce((SELECT l.event_id FROM event_log l WHERE l.position = {after.Position} LIMIT 1),
                                (SELECT l.previous_id FROM event_log l WHERE l.position = {after.Position + 1} LIMIT 1)),
                       (SELECT l.recorded_at FROM event_log l WHERE l.position IS NULL ORDER BY l.seq LIMIT 1)
                FROM event_log_head h
                LEFT JOIN LATERAL (SELECT l.position, l.previous_id FROM event_log l WHERE l.position IS NOT NULL ORDER BY l.position LIMIT 1) f ON true
                """,
                row => new LogEnds(
                    ReadCursor(row),
                    row.IsDBNull(2) ? 0 : row.GetInt64(2),
                    Id(row, 3),
                    Id(row, 4),
                    row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5))),
            new Query<AnyFact>(
                $"""
                SELECT position, event_id, type, order_keys, occurred_at, recorded_at, traceparent, data FROM event_log
                WHERE position > {after.Position} AND position <= {after.Position + most} ORDER BY position
                """,
                row => FactRows.Read(row, service.Value)).All(),
            cancel);
        return new LogPage(ends!, facts!);
    }

    private static Cursor ReadCursor(NpgsqlDataReader row) => Cursor.Of(row.GetInt64(0), Id(row, 1));

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}

/// <summary>
/// Where the log ends and begins (0: it holds nothing), the id before its first fact, the id it has or had at the reader's position, and since
/// when a committed fact waits for its number.
/// </summary>
internal sealed record LogEnds(Cursor Head, long First, Guid? IdBeforeFirst, Guid? IdAtReader, DateTimeOffset? UnnumberedSince);

/// <summary>A reader's view of the log.</summary>
internal sealed record LogPage(LogEnds Ends, IReadOnlyList<AnyFact> Facts);
