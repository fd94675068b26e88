using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>What came of an attempt to give facts their effect.</summary>
internal enum Applied
{
    /// <summary>They took effect, or are parked.</summary>
    Done,

    /// <summary>Somebody else moved the cursor, or the subscription halted: nothing happened.</summary>
    Lost,

    /// <summary>Too many keys are parked: nothing happened.</summary>
    TooManyParked,
}

/// <summary>Gives facts their effect: once, in order, in one transaction with the cursor.</summary>
internal sealed class FactApplier(
    EventLogDatabase own, UnitOfWork unitOfWork, ServiceName service, LogSignals signals,
    IOptions<EventLogOptions> options, TimeProvider time, ILogger<FactApplier> logger)
{
    private const int Conflicts = 5;

    public async Task<Applied> ApplyAsync(Subscription subscription, Cursor from, IReadOnlyList<AnyFact> facts, CancellationToken cancel)
    {
        using var activity = StartApply(facts);
        try
        {
            return await TryAsync(subscription, from, facts, careful: false, cancel);
        }
        catch (Exception failure) when (!Transient.Is(failure))
        {
            // Some fact fails for its own reasons. Once more with a savepoint for each: it is parked, the others take effect.
            return await TryAsync(subscription, from, facts, careful: true, cancel);
        }
        finally
        {
            activity?.Stop();
        }
    }

    /// <summary>Runs everything that the fact sets off.</summary>
    public static async Task HandleAsync(Subscription subscription, AnyFact fact, FactTransaction tx, CancellationToken cancel)
    {
        Activity? activity = null;
        try
        {
            foreach (var handler in subscription.Handlers)
            {
                if (!handler.Wants(fact)) { continue; }
                activity ??= EventLogTelemetry.ContinueUnheard("tyokyky.react", ActivityKind.Consumer, fact.Traceparent)
                    ?.SetTag("tyokyky.fact", fact.EventId).SetTag("tyokyky.fact.type", fact.Type).SetTag("tyokyky.source", fact.Source);
                tx.Doing = handler.Name;
                await handler.HandleAsync(fact, tx, cancel);
            }
        }
        finally
        {
            activity?.Dispose();
        }
    }

    /// <summary>Runs everything that the fact sets off; if it fails for its own reasons, nothing of it remains and the answer says why.</summary>
    public async Task<string?> HandleWithinSavepointAsync(Subscription subscription, AnyFact fact, FactTransaction tx, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await tx.SaveAsync("fact", cancel);
            try
            {
                await HandleAsync(subscription, fact, tx, cancel);
                await tx.ReleaseAsync("fact", cancel);
                return null;
            }
            catch (Exception failure) when (!Transient.Is(failure))
            {
                await tx.RollbackToAsync("fact", cancel);
                if (failure is RetryableConflict && attempt < Conflicts) { continue; }
                var error = Transient.Describe(failure, tx.Doing);
                // Messages of exceptions may hold data: kind and place must do.
                EventLogMessages.FactFailed(logger, fact.Source, fact.Position, fact.Type, error, failure.StackTrace);
                return error;
            }
        }
    }

    /// <summary>Wraps a transaction so that reactions can commit within it.</summary>
    public FactTransaction Within(RecordTransaction transaction, CancellationToken cancel) => new(transaction, unitOfWork, service.Value, cancel);

    /// <summary>Ends the transaction, and wakes the own log if facts were recorded in it.</summary>
    public async Task CommitAsync(FactTransaction tx, CancellationToken cancel)
    {
        await tx.CommitAsync(cancel);
        if (tx.HasFacts) { signals.Recorded(Activity.Current); }
    }

    private async Task<Applied> TryAsync(Subscription subscription, Cursor from, IReadOnlyList<AnyFact> facts, bool careful, CancellationToken cancel)
    {
        await using var transaction = await own.Database.BeginAsync(cancel);
        var tx = Within(transaction, cancel);
        var now = time.GetUtcNow();

        var (moved, parked, _) = await tx.ManyAsync(
            Move(subscription.Source, from, facts, now),
            SubscriptionStore.ParkedKeys(subscription.Source).All(),
            Keep(subscription, facts),
            cancel);
        if (!moved) { return Applied.Lost; }
        if (parked!.Count >= options.Value.MaxParkedKeys) { return Applied.TooManyParked; }

        var blocked = new HashSet<string>(parked);
        foreach (var fact in facts)
        {
            if (blocked.Overlaps(fact.OrderKeys))
            {
                await ParkAsync(tx, fact, error: null, now, cancel);
                blocked.UnionWith(fact.OrderKeys);
            }
            else if (!careful)
            {
                await HandleAsync(subscription, fact, tx, cancel);
            }
            else if (await HandleWithinSavepointAsync(subscription, fact, tx, cancel) is { } error)
            {
                await ParkAsync(tx, fact, error, now, cancel);
                blocked.UnionWith(fact.OrderKeys);
            }
        }

        await CommitAsync(tx, cancel);
        return Applied.Done;
    }

    // Whoever else runs: only one can move the cursor from here, and what follows in the transaction happens only if it moved.
    private static Query<bool> Move(string source, Cursor from, IReadOnlyList<AnyFact> facts, DateTimeOffset now)
    {
        var to = facts[^1].Cursor;
        return new Query<bool>(
            $"""
            WITH moved AS (
              UPDATE subscription SET position = {to.Position}, event_id = {to.EventId}, applied_at = {now}
              WHERE source = {source} AND position = {from.Position} AND event_id IS NOT DISTINCT FROM {from.StoredId} AND state = 'running'
              RETURNING 1
            ), taken AS (
              INSERT INTO subscription_taken (source, first_position, event_ids, taken_at)
              SELECT {source}, {from.Position + 1}, {facts.Select(fact => fact.EventId).ToArray()}, {now} FROM moved
            )
            SELECT true FROM moved
            """,
            _ => true);
    }

    private static Query<bool> Keep(Subscription subscription, IReadOnlyList<AnyFact> facts) => subscription.KeepsFacts
        ? new Query<bool>(
            $"""
            INSERT INTO kept_fact (source, position, event_id, type, order_keys, occurred_at, recorded_at, traceparent, data)
            SELECT {subscription.Source}, f.position, f.event_id, f.type, string_to_array(f.order_keys, chr(31)),
              f.occurred_at, f.recorded_at, f.traceparent, f.data
            FROM unnest({facts.Select(fact => fact.Position).ToArray()}, {facts.Select(fact => fact.EventId).ToArray()},
                        {facts.Select(fact => fact.Type).ToArray()}, {facts.Select(fact => string.Join('\u001f', fact.OrderKeys)).ToArray()},
                        {facts.Select(fact => fact.OccurredAt).ToArray()}, {facts.Select(fact => fact.RecordedAt).ToArray()},
                        {facts.Select(fact => fact.Traceparent).ToArray()}, {facts.Select(fact => fact.Data).ToArray()})
              AS f (position, event_id, type, order_keys, occurred_at, recorded_at, traceparent, data)
            ON CONFLICT DO NOTHING
            """,
            _ => true)
        : Query.Nothing<bool>();

    private async Task ParkAsync(FactTransaction tx, AnyFact fact, string? error, DateTimeOffset now, CancellationToken cancel)
    {
        DateTimeOffset? next = error is null ? null : now + options.Value.ParkedBackoff;
        await tx.ExecuteAsync(
            $"""
            INSERT INTO parked_fact (source, position, event_id, type, order_keys, occurred_at, recorded_at,
              traceparent, data, state, attempts, error, parked_at, next_attempt_at)
            VALUES ({fact.Source}, {fact.Position}, {fact.EventId}, {fact.Type}, {fact.OrderKeys},
              {fact.OccurredAt}, {fact.RecordedAt}, {fact.Traceparent}, {fact.Data},
                    {(error is null ? "waiting" : "failed")}, {(error is null ? 0 : 1)}, {error ?? ""}, {now}, {next})
            """,
            cancel);
        EventLogMessages.FactParked(logger, fact.Source, fact.Position, fact.Type, error ?? "behind another");
    }

    private static Activity? StartApply(IReadOnlyList<AnyFact> facts)
    {
        // A transaction for one fact belongs to that fact's trace; one for several is linked to each.
        if (facts.Count == 1) { return EventLogTelemetry.Continue("tyokyky.apply", ActivityKind.Consumer, facts[0].Traceparent)?.SetTag("tyokyky.facts", 1); }
        var links = facts.Select(fact =>
            ActivityContext.TryParse(fact.Traceparent, null, isRemote: true, out var context) ? new ActivityLink(context) : default)
            .Where(link => link.Context != default);
        return EventLogTelemetry.Activities.StartActivity(
            ActivityKind.Consumer, links: EventLogTelemetry.Activities.HasListeners() ? [.. links] : null, name: "tyokyky.apply")
            ?.SetTag("tyokyky.facts", facts.Count);
    }
}
