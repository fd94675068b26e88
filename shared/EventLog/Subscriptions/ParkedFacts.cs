using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>A parked fact and how it stands.</summary>
internal sealed record Parked(
    AnyFact Fact, string State, int Attempts, string Error, DateTimeOffset ParkedAt, DateTimeOffset? NextAttemptAt, string SkipReason);

/// <summary>What a retry came to, whether it stopped at its limit, and when the next one is worth it.</summary>
internal readonly record struct Retried(int Applied, int StillParked, bool IsUnfinished, DateTimeOffset? NextAttemptAt);

/// <summary>How many facts and keys are parked.</summary>
internal readonly record struct ParkedCounts(long Facts, long Keys);

/// <summary>Facts that could not take effect: retried in order, each key until its first fact fails again.</summary>
internal sealed class ParkedFacts(EventLogDatabase own, FactApplier applier, IOptions<EventLogOptions> options, TimeProvider time, ILogger<ParkedFacts> logger)
{
    private const int MostAtOnce = 500;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Retries what is due, or with <paramref name="now"/> all of the key (null: of the source).</summary>
    public async Task<Retried> RetryAsync(Subscription subscription, string? orderKey, bool now, CancellationToken cancel)
    {
        await using var transaction = await own.Database.BeginAsync(cancel);
        var tx = applier.Within(transaction, cancel);
        // The same lock as the cursor's: parked facts and new ones of a source never take effect at the same time.
        await SubscriptionStore.LockAsync(tx, subscription.Source, cancel);

        var blocked = new HashSet<string>();
        int applied = 0, still = 0;
        DateTimeOffset? next = null;
        await foreach (var item in OpenAsync(tx, subscription.Source, () => applied < options.Value.ApplyBatch, cancel))
        {
            var asked = orderKey is null || item.Fact.OrderKeys.Contains(orderKey);
            var due = now ? asked : item.NextAttemptAt is not { } at || at <= time.GetUtcNow();
            if (blocked.Overlaps(item.Fact.OrderKeys) || !due || applied == options.Value.ApplyBatch)
            {
                // One that waits behind another has no time of its own.
                if (!blocked.Overlaps(item.Fact.OrderKeys)) { next = Earlier(next, item.NextAttemptAt ?? time.GetUtcNow()); }
                blocked.UnionWith(item.Fact.OrderKeys);
                still += asked ? 1 : 0;
                continue;
            }

            if (await applier.HandleWithinSavepointAsync(subscription, item.Fact, tx, cancel) is not { } error)
            {
                await DeleteAsync(tx, item.Fact, cancel);
                applied++;
                continue;
            }

            var attempts = item.Attempts + 1;
            var again = time.GetUtcNow() + Backoff(attempts);
            await tx.ExecuteAsync(
                $"""
                UPDATE parked_fact SET state = 'failed', attempts = {attempts}, error = {error}, next_attempt_at = {again}
                WHERE source = {item.Fact.Source} AND position = {item.Fact.Position} AND event_id = {item.Fact.EventId}
                """,
                cancel);
            next = Earlier(next, again);
            blocked.UnionWith(item.Fact.OrderKeys);
            still += asked ? 1 : 0;
        }

        await applier.CommitAsync(tx, cancel);
        if (applied > 0) { EventLogMessages.FactsUnparked(logger, subscription.Source, applied); }
        return new Retried(applied, still, applied == options.Value.ApplyBatch, next);
    }

    /// <summary>Gives up the first parked fact of its keys.</summary>
    public async Task<Parked> SkipAsync(string source, long position, Guid eventId, string reason, Sql record, CancellationToken cancel)
    {
        await using var tx = await own.Database.BeginAsync(cancel);
        await SubscriptionStore.LockAsync(tx, source, cancel);
        var before = await tx.ListAsync(
            new Query<Parked>(
                $"{Columns} WHERE source = {source} AND position <= {position} AND state <> 'skipped' ORDER BY position", row => Read(row, source)),
            cancel);
        var item = before.FirstOrDefault(parked => parked.Fact.EventId == eventId)
            ?? throw NotFound();
        if (before.FirstOrDefault(parked => parked.Fact.Position < position && parked.Fact.OrderKeys.Intersect(item.Fact.OrderKeys).Any()) is { } first)
        {
            throw new DomainException(
                ErrorKind.FailedPrecondition,
                "PARKED_BEHIND_ANOTHER",
                "Another parked fact of the same key comes first.",
                ("first_position", $"{first.Fact.Position}"));
        }

        await tx.ExecuteAsync(
            $"""
            UPDATE parked_fact SET state = 'skipped', skip_reason = {reason}, next_attempt_at = NULL
            WHERE source = {source} AND position = {position} AND event_id = {eventId}
            """,
            cancel);
        await tx.ExecuteAsync(record, cancel);
        await tx.CommitAsync(cancel);
        return item with { State = "skipped", SkipReason = reason, NextAttemptAt = null };
    }

    /// <summary>Parked facts (or skipped ones) after a place in the list.</summary>
    public Task<IReadOnlyList<Parked>> ListAsync(string source, bool skipped, string afterSource, long afterPosition, int most, CancellationToken cancel) =>
        own.Database.ListAsync(
            new Query<Parked>(
                $"""
                SELECT position, event_id, type, order_keys, occurred_at, recorded_at, traceparent, data,
                  state, attempts, error, parked_at, next_attempt_at, skip_reason, source
                FROM parked_fact
                WHERE ({source} = '' OR source = {source}) AND (state = 'skipped') = {skipped} AND (source, position) > ({afterSource}, {afterPosition})
                ORDER BY source, position LIMIT {most}
                """,
                row => Read(row, row.GetString(14))),
            cancel);

    /// <summary>True when something of one of these order keys is parked.</summary>
    public async Task<bool> IsParkedAsync(string source, string[] orderKeys, CancellationToken cancel) => await own.Database.OneAsync(
        new Query<bool>(
            $"SELECT EXISTS (SELECT FROM parked_fact WHERE source = {source} AND state <> 'skipped' AND order_keys && {orderKeys})", row => row.GetBoolean(0)),
        cancel);

    /// <summary>How much is parked.</summary>
    public async Task<ParkedCounts> CountAsync(string source, CancellationToken cancel) =>
        await own.Database.OneAsync(
            new Query<ParkedCounts>(
                $"""
                SELECT count(*), (SELECT count(DISTINCT key) FROM parked_fact, unnest(order_keys) key WHERE source = {source} AND state <> 'skipped')
                FROM parked_fact WHERE source = {source} AND state <> 'skipped'
                """,
                row => new ParkedCounts(row.GetInt64(0), row.GetInt64(1))),
            cancel);

    public static DomainException NotFound() => new(ErrorKind.NotFound, "PARKED_FACT_NOT_FOUND", "There is no such parked fact.");

    private static Sql Columns =>
        $"""
        SELECT position, event_id, type, order_keys, occurred_at, recorded_at, traceparent,
          data, state, attempts, error, parked_at, next_attempt_at, skip_reason
        FROM parked_fact
        """;

    // All of them, a part at a time: however many wait behind a fact that fails, those of other keys come to their turn.
    private static async IAsyncEnumerable<Parked> OpenAsync(
        FactTransaction tx, string source, Func<bool> goesOn, [EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyList<Parked> part = [];
        do
        {
            var after = part.Count > 0 ? part[^1].Fact.Position : 0;
            part = await tx.ListAsync(
                new Query<Parked>(
                    $"{Columns} WHERE source = {source} AND state <> 'skipped' AND position > {after} ORDER BY position LIMIT {MostAtOnce}",
                    row => Read(row, source)),
                cancel);
            foreach (var item in part) { yield return item; }
        }
        while (part.Count == MostAtOnce && goesOn());
    }

    private static Parked Read(NpgsqlDataReader row, string source) => new(
        FactRows.Read(row, source), row.GetString(8), row.GetInt32(9), row.GetString(10), row.GetFieldValue<DateTimeOffset>(11),
        row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12), row.GetString(13));

    private static Task<int> DeleteAsync(FactTransaction tx, AnyFact fact, CancellationToken cancel) =>
        tx.ExecuteAsync($"DELETE FROM parked_fact WHERE source = {fact.Source} AND position = {fact.Position} AND event_id = {fact.EventId}", cancel);

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } at && at < other ? at : other;

    private TimeSpan Backoff(int attempts)
    {
        var doubled = options.Value.ParkedBackoff * Math.Pow(2, Math.Min(attempts - 1, 20));
        return doubled < options.Value.ParkedBackoffLimit ? doubled : options.Value.ParkedBackoffLimit;
    }
}
