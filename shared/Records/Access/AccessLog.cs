using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Who saw whose data, and who was refused. An answer waits for its row; without one within a second it is UNAVAILABLE.</summary>
/// <remarks>
/// All answers that wait at one moment share one statement and one flush, on a connection and a thread that nothing else uses: everyone waits
/// for that round trip, so it does not wait for a thread of the pool.
/// </remarks>
public sealed partial class AccessLog : IHostedService, IRefusalLog, IDisposable
{
    private const int MostRows = 500;
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    // The writer sleeps in Monitor's Wait, which a Lock has not.
    private readonly object gate = new();
    private readonly Queue<AccessEntry> waiting = new();
    private readonly ConcurrentQueue<AccessEntry> unanswered = new();
    private readonly ITimer late;
    private readonly AccessLogSource source;
    private readonly TimeProvider time;
    private readonly ILogger<AccessLog> logger;
    private readonly object failed = new();
    private Thread? writer;
    private volatile bool isStopping;
    private int isLooking;

    internal AccessLog(AccessLogSource source, TimeProvider time, ILogger<AccessLog> logger)
    {
        this.source = source;
        this.time = time;
        this.logger = logger;
        late = time.CreateTimer(static log => ((AccessLog)log!).GiveUpLate(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>One client's data is about to be shown.</summary>
    public Task ReadAsync(Call call, string clientId, string objectType, string objectId) =>
        WriteAsync([new AccessRow(call, new Touch(Guid.Parse(clientId), objectType, objectId), null)]);

    /// <inheritdoc cref="ReadAsync(Call, string, string, string)"/>
    public Task ReadAsync(Call call, Guid clientId, string objectType, Guid objectId) =>
        WriteAsync([new AccessRow(call, new Touch(clientId, objectType, objectId.ToString()), null)]);

    /// <summary>One client's data is about to be shown as it was read before: false, and no row, when it has changed since.</summary>
    internal Task<bool> ReadIfCurrentAsync(Call call, Guid clientId, string objectType, VersionedRow row) =>
        WriteAsync([new AccessRow(call, new Touch(clientId, objectType, row.Id.ToString()), null)], row);

    /// <summary>Several clients' data is about to be shown: one row each.</summary>
    public Task ReadAsync(Call call, IReadOnlyList<Touch> seen)
    {
        if (seen.Count == 0) { return Task.CompletedTask; }
        var rows = new AccessRow[seen.Count];
        for (var i = 0; i < rows.Length; i++) { rows[i] = new AccessRow(call, seen[i], null); }
        return WriteAsync(rows);
    }

    /// <inheritdoc/>
    public Task RefusedAsync(Call call, string reason, CancellationToken cancel)
    {
        Guid? client = Guid.TryParse(call.ClientId, out var id) ? id : null;
        return WriteAsync([new AccessRow(call, new Touch(client, call.ObjectType ?? "", call.ObjectId ?? ""), reason)]);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        writer = new Thread(Write) { Name = "access log", IsBackground = true };
        writer.UnsafeStart();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        // The host has stopped answering; what waits is written even now.
        lock (gate)
        {
            isStopping = true;
            Monitor.Pulse(gate);
        }

        return writer is null ? Task.CompletedTask : Task.Run(writer.Join, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => late.Dispose();

    private void Write()
    {
        // Its statement belongs to no one caller's trace, and would be a trace of its own.
        using var silently = SuppressInstrumentationScope.Begin();
        while (Next() is { } batch)
        {
            if (batch.Count > 0) { WriteBatch(batch); }
        }
    }

    private List<AccessEntry>? Next()
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (isStopping) { return null; }
                Monitor.Wait(gate);
            }

            var batch = new List<AccessEntry>(waiting.Count);
            for (var rows = 0; rows < MostRows && waiting.TryDequeue(out var entry);)
            {
                if (entry.Abandoned) { continue; }
                batch.Add(entry);
                rows += entry.Rows.Length;
            }

            return batch;
        }
    }

    private Task<bool> WriteAsync(AccessRow[] rows, VersionedRow? current = null)
    {
        var entry = new AccessEntry(rows, time.GetUtcNow(), time.GetTimestamp()) { If = current };
        lock (gate)
        {
            if (waiting.Count >= MostWaiting) { throw Unavailable(); }
            waiting.Enqueue(entry);
            Monitor.Pulse(gate);
        }

        unanswered.Enqueue(entry);
        if (Interlocked.Exchange(ref isLooking, 1) == 0) { late.Change(look, Timeout.InfiniteTimeSpan); }
        return entry.Task;
    }

    // One timer for all: a timer for each would be set and unset with every read.
    private void GiveUpLate()
    {
        while (unanswered.TryPeek(out var first) && (first.Task.IsCompleted || time.GetElapsedTime(first.Arrived) > patience))
        {
            unanswered.TryDequeue(out _);
            if (first.Task.IsCompleted) { continue; }
            first.Abandoned = true;
            LogLate();
            Waiting.Release([first], entry => entry.TrySetException(Unavailable()));
        }

        Volatile.Write(ref isLooking, 0);
        if (!unanswered.IsEmpty && Interlocked.Exchange(ref isLooking, 1) == 0) { late.Change(look, Timeout.InfiniteTimeSpan); }
    }

    private void WriteBatch(List<AccessEntry> batch)
    {
        while (true)
        {
            try
            {
                AccessSql.Write(source.Value, batch);
                Waiting.Release(batch, entry => entry.TrySetResult(entry.IsWritten));
                return;
            }
            catch (PostgresException failure) when (!failure.IsTransient && batch.Count > 1)
            {
                // One row that cannot be stored does not take the others with it.
                foreach (var entry in batch) { WriteBatch([entry]); }
                return;
            }
            catch (PostgresException failure) when (!failure.IsTransient)
            {
                LogRefused(failure.SqlState);
                Waiting.Release([batch[0]], entry => entry.TrySetException(Unavailable()));
                return;
            }
            catch (Exception failure)
            {
                // Whatever it was: this thread is the only one there is.
                LogFailed(failure.GetType().Name, batch.Count);
                batch.RemoveAll(entry => entry.Abandoned);
                if (batch.Count == 0) { return; }
                if (isStopping)
                {
                    Waiting.Release(batch, entry => entry.TrySetException(Unavailable()));
                    return;
                }

                lock (failed) { Monitor.Wait(failed, pause); }
            }
        }
    }

    private static DomainException Unavailable() =>
        new(ErrorKind.Unavailable, "ACCESS_LOG_UNAVAILABLE", "The access could not be recorded, so it was not given. Try again.");

    [LoggerMessage(EventName = "access_log.late", Level = LogLevel.Error, Message = "No access-log row within a second: the answer was withheld")]
    private partial void LogLate();

    [LoggerMessage(
        EventName = "access_log.failed", Level = LogLevel.Warning, Message = "The access log could not be written ({Failure}), {Entries} answers wait")]
    private partial void LogFailed(string failure, int entries);

    [LoggerMessage(
        EventName = "access_log.refused", Level = LogLevel.Error, Message = "The database refused an access-log row ({SqlState}): the answer was withheld")]
    private partial void LogRefused(string sqlState);
}

/// <summary>The connection that only the access log uses.</summary>
internal sealed class AccessLogSource(NpgsqlDataSource value) : IAsyncDisposable
{
    public NpgsqlDataSource Value { get; } = value;

    public ValueTask DisposeAsync() => Value.DisposeAsync();
}
