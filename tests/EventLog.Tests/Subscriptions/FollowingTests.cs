using System.Diagnostics;
using Npgsql;
using Shouldly;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Subscriptions;

/// <summary>Without any broker: the feed alone brings everything.</summary>
public sealed class FollowingTests(FollowingTests.Followed pair) : IClassFixture<FollowingTests.Followed>
{
    /// <summary>The subscriber comes when there is something to take already.</summary>
    public sealed class Followed : Pair
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await RecordAsync(4, 60);
            await StartSubscriberAsync();
        }
    }

    [Fact]
    public async Task A_subscriber_takes_what_was_recorded_before_it_came_and_after()
    {
        await pair.RecordAsync(3, 40);

        await pair.CatchUpAsync();
        await pair.ExpectAllOnceAndInOrderAsync();
        await Eventually.Holds(() => Task.FromResult(pair.Subscriber.Get<ISourceCurrency>().CurrentAt("alpha") is not null), "it knows that nothing is missing");
    }

    [Fact]
    public async Task Two_replicas_give_each_fact_its_effect_once()
    {
        await using var other = await pair.StartReplicaAsync();
        await Task.WhenAll(pair.RecordAsync(4, 50), pair.RecordAsync(4, 50));

        await pair.CatchUpAsync();
        await pair.CatchUpAsync(other);
        await pair.ExpectAllOnceAndInOrderAsync();
    }

    [Fact]
    public async Task Lost_repeated_and_reordered_messages_change_nothing()
    {
        await pair.RecordAsync(5, 40);
        await pair.HeadAsync();
        var random = new Random(3);
        for (var round = 0; round < 3; round++)
        {
            var facts = (await pair.Source!.Get<LogPages>().PageAsync(Cursor.Start, 5000, default)).Facts;
            var arrivals = facts.Select((fact, i) => new Arrival(fact, i == 0 ? Guid.Empty : facts[i - 1].EventId)).Where(_ => random.Next(4) > 0).ToArray();
            random.Shuffle(arrivals);
            foreach (var arrival in arrivals) { pair.Subscriber.Inbox("alpha").Take(arrival); }
            await pair.RecordAsync(2, 10);
        }

        await pair.CatchUpAsync();
        await pair.ExpectAllOnceAndInOrderAsync();
    }

    [Fact]
    public async Task A_strangers_messages_change_nothing()
    {
        await pair.CatchUpAsync();
        var head = await pair.HeadAsync();
        for (var i = 1; i <= 3; i++)
        {
            var stranger = new AnyFact
            {
                Source = "alpha",
                Position = head + i,
                EventId = Guid.NewGuid(),
                Type = "tyokyky.events.v1.PermissionGranted",
                OrderKeys = ["x"],
                OccurredAt = default,
                RecordedAt = default,
                Traceparent = "",
                Data = [],
            };
            pair.Subscriber.Inbox("alpha").Take(new Arrival(stranger, Guid.NewGuid()));
        }

        await Eventually.Holds(() => Task.FromResult(pair.Subscriber.Inbox("alpha").Buffer.Ahead(new Cursor(head, Guid.Empty)) is null), "the stranger's messages are dropped");
        await pair.RecordAsync(1, 10);
        await pair.CatchUpAsync();
        await pair.ExpectAllOnceAndInOrderAsync();
    }

    [Fact]
    public async Task While_the_source_is_down_the_subscriber_waits_and_then_goes_on()
    {
        await pair.RecordAsync(2, 10);
        await pair.StopSourceAsync();
        await Eventually.Holds(() => Task.FromResult(pair.Subscriber.View("alpha").Doing == Doing.Retrying), "the subscriber notices");

        await pair.StartSourceAsync();
        await pair.RecordAsync(2, 10);
        await pair.CatchUpAsync();
        await pair.ExpectAllOnceAndInOrderAsync();
        pair.Subscriber.View("alpha").Doing.ShouldBe(Doing.Running);
    }

    [Fact]
    public async Task A_reaction_and_the_facts_it_records_belong_to_the_callers_trace()
    {
        using var caller = new Activity("caller").Start();
        await pair.Source!.RecordAsync("relayed", 1, "relay");
        caller.Stop();
        await pair.CatchUpAsync();

        var trace = caller.TraceId.ToHexString();
        (await pair.Database.EffectsAsync()).Single(effect => effect.Key == "relayed").Trace.ShouldBe(trace);
        await Eventually.Holds(async () => await pair.Database.ScalarAsync<long>("SELECT position FROM event_log_head") == 1, "the reaction's own fact is numbered");
        (await pair.Database.ScalarAsync<string>("SELECT traceparent FROM event_log")).ShouldContain(trace);
    }

    [Fact]
    public async Task Transient_failures_repeat_and_never_park()
    {
        var failures = 4;
        pair.Subscriber.Wishes.Before = _ =>
        {
            if (Interlocked.Decrement(ref failures) >= 0) { throw new TimeoutException(); }
        };

        await pair.RecordAsync(1, 5);
        await pair.CatchUpAsync();

        failures.ShouldBeLessThan(0);
        (await pair.Database.ScalarAsync<long>("SELECT count(*) FROM parked_fact")).ShouldBe(0);
        await pair.ExpectAllOnceAndInOrderAsync();
    }

    [Fact]
    public async Task A_subscriber_is_as_current_as_what_waits_for_its_number()
    {
        await pair.CatchUpAsync();
        await using var numbering = await pair.SourceDatabase.Owner.OpenConnectionAsync();
        await using var transaction = await numbering.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("SELECT pg_advisory_xact_lock(7423, 1)", numbering)) { await hold.ExecuteNonQueryAsync(); }

        await pair.Source!.RecordAsync("client", 1);

        var recorded = new DateTimeOffset(await pair.SourceDatabase.ScalarAsync<DateTime>("SELECT recorded_at FROM event_log WHERE position IS NULL"));
        (await pair.Source.Feed.ListFactsAsync(new Contracts.Events.V1.ListFactsRequest())).UnnumberedSince.ToDateTimeOffset().ShouldBe(recorded);
        await Eventually.Holds(() => Task.FromResult(pair.Subscriber.View("alpha").CurrentAt == recorded), "it knows of nothing later");

        await transaction.RollbackAsync();
        await Eventually.Holds(() => Task.FromResult(pair.Subscriber.View("alpha").CurrentAt > recorded), "it is current again");
        await pair.ExpectAllOnceAndInOrderAsync();
    }

    [Fact]
    public async Task A_steady_stream_does_not_keep_a_subscriber_from_being_current()
    {
        await using var own = new Pair();
        await own.InitializeAsync();
        await own.StartSubscriberAsync(("EventLog:ApplyBatch", "1"), ("EventLog:FeedIntervalWithoutBroker", "00:00:00.2"));
        await own.CatchUpAsync();
        const int Many = 200;
        using var mayGoOn = new ManualResetEventSlim();
        var askedMeanwhile = false;
        own.Subscriber.Wishes.Before = fact =>
        {
            mayGoOn.Wait();
            askedMeanwhile |= own.Subscriber.View("alpha").SourceHead == Many && fact.Position < Many;
            Thread.Sleep(5);
        };
        for (var i = 0; i < Many; i++) { await own.Source!.RecordAsync("client", i); }

        (await own.HeadAsync()).ShouldBe(Many);
        // The broker is ahead all the way: the buffer never runs dry.
        var facts = (await own.Source!.Get<LogPages>().PageAsync(Cursor.Start, 5000, default)).Facts;
        for (var i = 0; i < facts.Count; i++) { own.Subscriber.Inbox("alpha").Take(new Arrival(facts[i], i == 0 ? Guid.Empty : facts[i - 1].EventId)); }

        mayGoOn.Set();
        await own.CatchUpAsync();
        askedMeanwhile.ShouldBeTrue();
        await own.ExpectAllOnceAndInOrderAsync();
    }
}
