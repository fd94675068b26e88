using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Takes due work and does it, so that each piece takes effect once, whichever replica is at it and whatever dies.</summary>
internal sealed partial class DueWorkRunner(
    Database database, UnitOfWork unitOfWork, IBusinessClock clock, TimeProvider time,
    ServiceName service, IEnumerable<IDueWork> works, ILogger<DueWorkRunner> logger)
{
    private const int Attempts = 4;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);
    private readonly Dictionary<string, IDueWork> works = works.ToDictionary(work => work.Kind);

    public IReadOnlyCollection<string> Kinds => works.Keys;

    /// <summary>Leases what is due, the longest overdue first; <paramref name="kind"/> null means every kind that somebody here can do.</summary>
    public async Task<IReadOnlyList<DueItem>> TakeAsync(string? kind, int limit, CancellationToken cancel)
    {
        var lease = Guid.NewGuid();
        var now = time.GetUtcNow();
        string[] kinds = kind is null ? [.. works.Keys] : [kind];
        return await database.ListAsync(
            new Query<DueItem>(
                $"""
                UPDATE due_work SET lease = {lease}, not_before = {now + LeaseTime}, attempts = attempts + 1
                WHERE (kind, key) IN (
                  SELECT kind, key FROM due_work WHERE due_at <= {clock.Now} AND not_before <= {now} AND kind = ANY({kinds})
                  ORDER BY due_at LIMIT {limit} FOR UPDATE SKIP LOCKED)
                RETURNING kind, key, due_at, payload, attempts
                """,
                row => Item(row, lease)),
            cancel);
    }

    /// <summary>Leases one piece, due or not, unless a run is at it.</summary>
    public async Task<DueItem?> TakeOneAsync(string kind, string key, CancellationToken cancel)
    {
        var lease = Guid.NewGuid();
        var now = time.GetUtcNow();
        return await database.OneAsync(
            new Query<DueItem>(
                $"""
                UPDATE due_work SET lease = {lease}, not_before = {now + LeaseTime}, attempts = attempts + 1
                WHERE kind = {kind} AND key = {key} AND (lease IS NULL OR not_before <= {now})
                RETURNING kind, key, due_at, payload, attempts
                """,
                row => Item(row, lease)),
            cancel);
    }

    /// <summary>Does one leased piece; answers its failure, after noting it for the next attempt.</summary>
    public async Task<Exception?> RunAsync(DueItem item, CancellationToken cancel)
    {
        var lease = item.Lease;
        using var activity = UnitOfWork.Activities.StartActivity("tyokyky.due_work");
        activity?.SetTag("tyokyky.due_work.kind", item.Kind);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(RunLimit);
        try
        {
            await DoAsync(item, lease, limit.Token);
            return null;
        }
        catch (DueWorkTaken)
        {
            // Done, moved or taken over meanwhile: what it would have written was rolled back.
            return null;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            LogFailed(item.Kind, item.Key, item.Attempt, FailureKind.Of(failure), failure.StackTrace);
            await NoteFailureAsync(item, lease, failure, cancel);
            return failure;
        }
    }

    private async Task DoAsync(DueItem item, Guid lease, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var claim = new DueClaim(item.Kind, item.Key, lease);
            var call = Call.System($"due-work/{item.Kind}", service.Value, cancel);
            claim.KeepIn(call);
            try
            {
                await works[item.Kind].RunAsync(item with { Call = call }, cancel);
                if (!claim.IsSettled) { await unitOfWork.SystemCommit(call).SaveAsync(); }
                return;
            }
            catch (RetryableConflict) when (attempt < Attempts)
            {
            }
        }
    }

    private async Task NoteFailureAsync(DueItem item, Guid lease, Exception failure, CancellationToken cancel)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(item.Attempt, 20) - 1), LongestPause.TotalSeconds));
        // No texts: they may hold what belongs in no operator's list.
        var error = failure is DomainException named ? named.Reason : failure.GetType().Name;
        try
        {
            await database.ExecuteAsync(
                $"""
                UPDATE due_work SET lease = NULL, not_before = {time.GetUtcNow() + pause}, last_error = {error}
                WHERE kind = {item.Kind} AND key = {item.Key} AND lease = {lease}
                """,
                cancel);
        }
        catch (NpgsqlException)
        {
            // The lease runs out by itself.
        }
    }

    private DueItem Item(NpgsqlDataReader row, Guid lease) =>
        new(row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.GetInt32(4), Call.System("due-work", service.Value))
        {
            Lease = lease,
        };

    [LoggerMessage(EventName = "due_work.failed", Level = LogLevel.Warning, Message = "Due work {Kind} {Key} failed at attempt {Attempt}: {Failure}\n{Where}")]
    private partial void LogFailed(string kind, string key, int attempt, string failure, string? where);
}
