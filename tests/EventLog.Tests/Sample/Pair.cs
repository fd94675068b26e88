using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Sample;

/// <summary>A source "alpha" and a subscriber "beta", each on a database of its own.</summary>
public class Pair : IAsyncLifetime
{
    private int clientCount;

    internal TestDatabase SourceDatabase { get; private set; } = null!;

    internal TestDatabase Database { get; private set; } = null!;

    internal Node? Source { get; private set; }

    internal Node Subscriber { get; private set; } = null!;

    internal string? Broker { get; set; }

    /// <summary>Whether the subscriber keeps facts verbatim.</summary>
    internal bool Keeps { get; set; }

    public virtual async ValueTask InitializeAsync()
    {
        SourceDatabase = await Node.DatabaseAsync("alpha");
        Database = await Node.DatabaseAsync("beta");
        await StartSourceAsync();
    }

    internal async Task StartSourceAsync(params (string, string)[] settings) => Source = await Node.StartAsync(SourceDatabase, broker: Broker, settings: settings);

    internal async Task StopSourceAsync()
    {
        var source = Source;
        Source = null;
        if (source is not null) { await source.DisposeAsync(); }
    }

    internal async Task<Node> StartSubscriberAsync(params (string, string)[] settings) => Subscriber = await StartReplicaAsync(settings);

    internal async Task StopSubscriberAsync()
    {
        await Subscriber.DisposeAsync();
        Subscriber = null!;
    }

    internal Task<Node> StartReplicaAsync(params (string, string)[] settings) => Node.StartAsync(
        Database,
        source => source == "alpha" ? Source : null,
        log => log.Subscribe("alpha", on =>
        {
            on.Projection<Tally>().Reactions<LeaveEffect>();
            if (Keeps) { on.KeepVerbatim(); }
        }),
        Broker,
        settings);

    /// <summary>New clients, each with so many facts of its own, all at the same time; answers their ids.</summary>
    internal async Task<string[]> RecordAsync(int howMany, int each)
    {
        var clients = Enumerable.Range(0, howMany).Select(_ => $"client-{Interlocked.Increment(ref clientCount)}").ToArray();
        await Task.WhenAll(clients.Select(async client =>
        {
            for (var number = 1; number <= each; number++) { await Source!.RecordAsync(client, number); }
        }));
        return clients;
    }

    /// <summary>Position of the source's last fact, once all are numbered.</summary>
    internal async Task<long> HeadAsync()
    {
        await Eventually.Holds(async () => await SourceDatabase.ScalarAsync<long>("SELECT count(*) FROM event_log WHERE position IS NULL") == 0, "all facts are numbered");
        return await SourceDatabase.ScalarAsync<long>("SELECT position FROM event_log_head");
    }

    internal Task CatchUpAsync(double seconds = 20) => CatchUpAsync(Subscriber, seconds);

    internal async Task CatchUpAsync(Node node, double seconds = 20) => await node.ReachesAsync("alpha", await HeadAsync(), seconds);

    /// <summary>Waits until the subscriber has taken all, or stands still.</summary>
    internal async Task CatchUpOrHaltAsync()
    {
        var head = await HeadAsync();
        await Eventually.Holds(() => Task.FromResult(Subscriber.View("alpha").IsHalted || Subscriber.View("alpha").Cursor.Position >= head), "the subscriber takes all or halts");
    }

    /// <summary>Every fact of the source took effect here: once, and per client in the source's order.</summary>
    internal async Task ExpectAllOnceAndInOrderAsync()
    {
        var effects = await Database.EffectsAsync();
        var facts = await SourceDatabase.ScalarAsync<long>("SELECT count(*) FROM event_log WHERE type = 'tyokyky.events.v1.PermissionGranted'");
        effects.Count.ShouldBe((int)facts);
        effects.Select(effect => effect.Position).Distinct().Count().ShouldBe((int)facts);
        foreach (var client in effects.GroupBy(effect => effect.Key)) { client.Select(effect => effect.Position).ShouldBeInOrder(); }
        (await Database.ScalarAsync<long>("SELECT coalesce(sum(count), 0)::bigint FROM tally")).ShouldBe(facts);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Subscriber is not null) { await Subscriber.DisposeAsync(); }
        await StopSourceAsync();
        await Database.DisposeAsync();
        await SourceDatabase.DisposeAsync();
    }
}
