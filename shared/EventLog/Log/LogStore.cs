using Npgsql;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>The statements with which the service keeps its own log, on the log's own connections.</summary>
internal sealed class LogStore(EventLogDatabase own, ServiceDefaults.ServiceName service)
{
    private const int Busy = -1;

    /// <summary>Gives unnumbered facts their positions; answers how many, or null while another replica does it.</summary>
    public async Task<int?> NumberAsync(int most, CancellationToken cancel)
    {
        var given = await own.Database.OneAsync(new Query<int>($"SELECT event_log_number({most})", row => row.GetInt32(0)), cancel);
        return given == Busy ? null : given;
    }

    /// <summary>Begins to publish: the mark and the facts after it, or null while another replica does it. The lock ends with the transaction.</summary>
    public async Task<Unpublished?> BeginPublishingAsync(int most, CancellationToken cancel)
    {
        // What it publishes belongs to many traces, and has a span in each.
        using var silently = EventLogTelemetry.Silently();
        var transaction = await own.Database.BeginAsync(cancel);
        try
        {
            var (locked, mark, facts) = await transaction.ManyAsync(
                new Query<bool>($"SELECT pg_try_advisory_xact_lock(7423, 2)", row => row.GetBoolean(0)),
                new Query<Cursor>($"SELECT position, event_id FROM event_log_mark", ReadCursor),
                new Query<AnyFact>(
                    $"""
                    SELECT position, event_id, type, order_keys, occurred_at, recorded_at, traceparent, data FROM event_log
                    WHERE position > (SELECT position FROM event_log_mark) AND position <= (SELECT position FROM event_log_mark) + {most}
                    ORDER BY position
                    """,
                    row => FactRows.Read(row, service.Value)).All(),
                cancel);
            if (locked) { return new Unpublished(transaction, mark, facts!); }
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }

        await transaction.DisposeAsync();
        return null;
    }

    /// <summary>How the log stands.</summary>
    public async Task<LogFigures> FiguresAsync(CancellationToken cancel) =>
        (await own.Database.OneAsync(
            new Query<LogFigures>(
                $"""
                SELECT h.position, m.position, (SELECT position FROM event_log WHERE position IS NOT NULL ORDER BY position LIMIT 1),
                       (SELECT count(*) FROM event_log WHERE position IS NULL),
                       least((SELECT recorded_at FROM event_log WHERE position > m.position ORDER BY position LIMIT 1),
                             (SELECT recorded_at FROM event_log WHERE position IS NULL ORDER BY seq LIMIT 1))
                FROM event_log_head h, event_log_mark m
                """,
                row => new LogFigures(
                    row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? 0 : row.GetInt64(2), row.GetInt64(3),
                    row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4))),
            cancel))!;

    private static Cursor ReadCursor(NpgsqlDataReader row) => Cursor.Of(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetGuid(1));
}

/// <summary>How the log stands: its ends, what is not numbered, and since when something is unpublished.</summary>
internal sealed record LogFigures(long Head, long Published, long First, long Unnumbered, DateTimeOffset? OldestUnpublishedAt)
{
    public long Unpublished => Head - Published + Unnumbered;
}

/// <summary>Facts that the broker has not confirmed, held under the publisher's lock.</summary>
internal sealed class Unpublished(RecordTransaction transaction, Cursor mark, IReadOnlyList<AnyFact> facts) : IAsyncDisposable
{
    public Cursor Mark => mark;

    public IReadOnlyList<AnyFact> Facts => facts;

    /// <summary>Moves the mark to the last fact that the broker confirmed without a gap before it.</summary>
    public async Task MarkAsync(Cursor confirmed, DateTimeOffset now, CancellationToken cancel)
    {
        using var silently = EventLogTelemetry.Silently();
        await transaction.ExecuteAsync(
            $"UPDATE event_log_mark SET position = {confirmed.Position}, event_id = {confirmed.EventId}, published_at = {now} WHERE position = {mark.Position}",
            cancel);
        await transaction.CommitAsync(cancel);
    }

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
