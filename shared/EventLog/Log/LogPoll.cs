using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>
/// Asks, many times a second, whether the own log has anything to do, and wakes whoever has: one prepared statement on a connection that is
/// kept for it, outside any transaction and without a lock. It sees the facts of these days; older ones are seen by <see cref="StatusWatch"/>.
/// </summary>
/// <remarks>
/// On a thread of its own that blocks: a look then wakes no timer, no thread pool and no other thread, which cost several times what it does.
/// </remarks>
internal sealed class LogPoll(
    EventLogDatabase own, LogSignals signals, IOptions<EventLogOptions> options, TimeProvider time, ILogger<LogPoll> logger) : BackgroundService
{
    private const int Unnumbered = 1;
    private const int Unpublished = 2;
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan stopLimit = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? connection;
    private NpgsqlCommand? command;
    private DateTimeOffset validUntil;
    private long? away;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ended = new TaskCompletionSource();
        new Thread(() =>
        {
            Run(stoppingToken);
            ended.SetResult();
        })
        { IsBackground = true, Name = "event log poll" }.UnsafeStart();
        await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended.Task.WaitAsync(stopLimit, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Run(CancellationToken stopping)
    {
        using var silently = EventLogTelemetry.Silently();
        var wait = TimeSpan.Zero;
        while (!stopping.WaitHandle.WaitOne(wait))
        {
            try
            {
                Look();
                SayBack();
                wait = options.Value.Poll;
            }
            catch (Exception failure)
            {
                Close();
                if (stopping.IsCancellationRequested) { break; }
                SayAway(failure);
                wait = pause;
            }
        }

        Close();
    }

    private void Look()
    {
        if (command is null || time.GetUtcNow() >= validUntil) { Prepare(); }
        var waiting = (int)command!.ExecuteScalar()!;
        if ((waiting & Unnumbered) != 0) { signals.Number.Set(); }
        if ((waiting & Unpublished) != 0) { signals.Publish.Set(); }
    }

    // Once each, however often it looks in between.
    private void SayAway(Exception failure)
    {
        if (away is not null) { return; }
        away = time.GetTimestamp();
        EventLogMessages.PollFailed(logger, FailureKind.Of(failure));
    }

    private void SayBack()
    {
        if (away is not { } since) { return; }
        away = null;
        var gone = time.GetElapsedTime(since);
        EventLogMessages.PollRecovered(logger, gone);
    }

    private void Prepare()
    {
        Close();
        // Constant days let the server leave the other partitions alone already when it plans.
        var yesterday = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date.AddDays(-1), TimeSpan.Zero);
        validUntil = yesterday.AddDays(2);
        connection = own.Database.Source.OpenConnection();
        command = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"""
                SELECT CASE WHEN EXISTS (
                         SELECT FROM event_log WHERE position IS NULL AND recorded_at >= '{yesterday:yyyy-MM-dd} 00:00+00'
                           AND recorded_at < '{validUntil.AddDays(1):yyyy-MM-dd} 00:00+00')
                       THEN {Unnumbered} ELSE 0 END
                     + CASE WHEN (SELECT position FROM event_log_head) > (SELECT position FROM event_log_mark) THEN {Unpublished} ELSE 0 END
                """),
            connection)
        { CommandTimeout = 5 };
        command.Prepare();
    }

    private void Close()
    {
        command?.Dispose();
        connection?.Dispose();
        (command, connection) = (null, null);
    }
}
