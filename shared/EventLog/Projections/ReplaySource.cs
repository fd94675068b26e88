using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>Where the facts of a rebuild come from: the facts kept here, else the source's own log.</summary>
internal sealed class ReplaySource(EventLogDatabase own, IFeed feed)
{
    /// <summary>The facts after a position, at most up to the live cursor.</summary>
    public async Task<IReadOnlyList<AnyFact>> ListAsync(Subscription subscription, Cursor after, Cursor live, int most, CancellationToken cancel)
    {
        using var silently = EventLogTelemetry.Silently();
        if (after.Position >= live.Position) { return []; }
        var facts = subscription.KeepsFacts
            ? await own.Database.ListAsync(
                new Query<AnyFact>(
                    $"""
                    SELECT position, event_id, type, order_keys, occurred_at, recorded_at, traceparent, data FROM kept_fact
                    WHERE source = {subscription.Source} AND position > {after.Position} AND position <= {live.Position} ORDER BY position LIMIT {most}
                    """,
                    row => FactRows.Read(row, subscription.Source)),
                cancel)
            : (await feed.ListAsync(subscription.Source, after, most, cancel)).Facts;
        return [.. facts.TakeWhile(fact => fact.Position <= live.Position)];
    }
}
