using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Who saw whose data, and who was refused. An answer waits for its row; without one within a second it is UNAVAILABLE.</summary>
/// <remarks>All answers that wait at one moment share one statement and one flush, on a connection that nothing else uses.</remarks>
public sealed partial class AccessLog : BackgroundService, IRefusalLog
{
    private const int MostRows = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Channel<AccessEntry> waiting = Channel.CreateBounded<AccessEntry>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly ConcurrentQueue<AccessEntry> unanswered = new();
    private readonly ITimer late;
    private readonly AccessLogSource source;
    private readonly TimeProvider time;
    private readonly ILogger<AccessLog> logger;
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
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<AccessEntry>();
        var rows = 0;
        // Until the host has stopped answering: what waits is written even then.
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (rows < MostRows && waiting.Reader.TryRead(out var entry))
            {
                if (entry.Abandoned) { continue; }
                batch.Add(entry);
                rows += entry.Rows.Length;
            }

            if (batch.Count > 0) { await WriteBatchAsync(batch); }
            batch.Clear();
            rows = 0;
        }
    }

    /// <inheritdoc/>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        late.Dispose();
        return base.StopAsync(cancellationToken);
    }

    private Task WriteAsync(AccessRow[] rows)
    {
        var entry = new AccessEntry(rows, time.GetUtcNow(), time.GetTimestamp());
        if (!waiting.Writer.TryWrite(entry)) { throw Unavailable(); }
        unanswered.Enqueue(entry);
        if (Interlocked.Exchange(ref isLooking, 1) == 0) { late.Change(Look, Timeout.InfiniteTimeSpan); }
        return entry.Task;
    }

    // One timer for all: a timer for each would be set and unset with every read.
    private void GiveUpLate()
    {
        while (unanswered.TryPeek(out var first) && (first.Task.IsCompleted || time.GetElapsedTime(first.Arrived) > Patience))
        {
            unanswered.TryDequeue(out _);
            if (first.Task.IsCompleted) { continue; }
            first.Abandoned = true;
            LogLate();
            Waiting.Release([first], entry => entry.TrySetException(Unavailable()));
        }

        Volatile.Write(ref isLooking, 0);
        if (!unanswered.IsEmpty && Interlocked.Exchange(ref isLooking, 1) == 0) { late.Change(Look, Timeout.InfiniteTimeSpan); }
    }

    private async Task WriteBatchAsync(List<AccessEntry> batch)
    {
        while (true)
        {
            try
            {
                using var limit = new CancellationTokenSource(Patience);
                await AccessSql.InsertAsync(source.Value, batch, limit.Token);
                Waiting.Release([.. batch], entry => entry.TrySetResult());
                return;
            }
            catch (PostgresException failure) when (!failure.IsTransient && batch.Count > 1)
            {
                // One row that cannot be stored does not take the others with it.
                foreach (var entry in batch) { await WriteBatchAsync([entry]); }
                return;
            }
            catch (PostgresException failure) when (!failure.IsTransient)
            {
                LogRefused(failure.SqlState);
                Waiting.Release([batch[0]], entry => entry.TrySetException(Unavailable()));
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or TimeoutException or IOException)
            {
                LogFailed(failure.GetType().Name, batch.Count);
                batch.RemoveAll(entry => entry.Abandoned);
                if (batch.Count == 0) { return; }
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private static DomainException Unavailable() =>
        new(ErrorKind.Unavailable, "ACCESS_LOG_UNAVAILABLE", "The access could not be recorded, so it was not given. Try again.");

    [LoggerMessage(EventName = "access_log.late", Level = LogLevel.Error, Message = "No access-log row within a second: the answer was withheld")]
    private partial void LogLate();

    [LoggerMessage(EventName = "access_log.failed", Level = LogLevel.Warning, Message = "The access log could not be written ({Failure}), {Entries} answers wait")]
    private partial void LogFailed(string failure, int entries);

    [LoggerMessage(EventName = "access_log.refused", Level = LogLevel.Error, Message = "The database refused an access-log row ({SqlState}): the answer was withheld")]
    private partial void LogRefused(string sqlState);
}

/// <summary>The connection that only the access log uses.</summary>
internal sealed class AccessLogSource(NpgsqlDataSource value) : IAsyncDisposable
{
    public NpgsqlDataSource Value { get; } = value;

    public ValueTask DisposeAsync() => Value.DisposeAsync();
}
