using System.Globalization;
using Npgsql;

namespace Tyokyky.EventLog;

/// <summary>What a look at the own log found.</summary>
[Flags]
internal enum Waiting
{
    Nothing = 0,
    Unnumbered = 1,
    Unpublished = 2,
}

/// <summary>
/// Asks, many times a second, whether the own log has anything to do: one prepared statement on a connection that is kept for it, outside any
/// transaction and without a lock. It sees the facts of these days; older ones that were left behind are seen by <see cref="StatusWatch"/>.
/// </summary>
internal sealed class LogPoll(EventLogDatabase own, TimeProvider time) : IAsyncDisposable
{
    private NpgsqlConnection? connection;
    private NpgsqlCommand? command;
    private DateTimeOffset validUntil;

    /// <summary>For one caller at a time.</summary>
    public async Task<Waiting> LookAsync(CancellationToken cancel)
    {
        try
        {
            if (command is null || time.GetUtcNow() >= validUntil) { await PrepareAsync(cancel); }
            return (Waiting)(int)(await command!.ExecuteScalarAsync(cancel))!;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (command is not null) { await command.DisposeAsync(); }
        if (connection is not null) { await connection.DisposeAsync(); }
        (command, connection) = (null, null);
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        await DisposeAsync();
        // Constant days let the server leave the other partitions alone already when it plans.
        var yesterday = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date.AddDays(-1), TimeSpan.Zero);
        validUntil = yesterday.AddDays(2);
        connection = await own.Database.Source.OpenConnectionAsync(cancel);
        command = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"""
                SELECT CASE WHEN EXISTS (
                         SELECT FROM event_log WHERE position IS NULL AND recorded_at >= '{yesterday:yyyy-MM-dd} 00:00+00' AND recorded_at < '{validUntil.AddDays(1):yyyy-MM-dd} 00:00+00')
                       THEN {(int)Waiting.Unnumbered} ELSE 0 END
                     + CASE WHEN (SELECT position FROM event_log_head) > (SELECT position FROM event_log_mark) THEN {(int)Waiting.Unpublished} ELSE 0 END
                """),
            connection);
        await command.PrepareAsync(cancel);
    }
}
