using System.Diagnostics;
using RabbitMQ.Client;
using Shouldly;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Broker;

/// <summary>With a real broker, which is killed and wiped.</summary>
public sealed class BrokerTests(BrokerTests.Carried pair) : IClassFixture<BrokerTests.Carried>
{
    public sealed class Carried : Pair
    {
        internal RabbitServer Rabbit { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            Rabbit = await RabbitServer.StartNewAsync();
            Broker = Rabbit.ConnectionString;
            await base.InitializeAsync();
            // So seldom that what arrives soon was brought by the broker.
            await StartSubscriberAsync(("EventLog:FeedInterval", "00:05:00"));
            await ConnectedAsync();
        }

        internal Task ConnectedAsync(double seconds = 45) =>
            Eventually.Holds(() => Task.FromResult(Subscriber.Inbox("alpha").IsConnected && Source!.Get<BrokerBus>().IsReady), "the broker is connected", seconds);

        internal Task PublishedAsync(double seconds = 45) => Eventually.Holds(
            async () => await SourceDatabase.ScalarAsync<bool>("SELECT m.position = h.position FROM event_log_mark m, event_log_head h WHERE NOT EXISTS (SELECT FROM event_log WHERE position IS NULL)"),
            "all facts are published", seconds);

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Rabbit.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }

    [Fact]
    public async Task The_broker_brings_facts_within_moments()
    {
        await pair.ConnectedAsync();
        await pair.CatchUpAsync();
        await pair.RecordAsync(4, 50);

        await pair.CatchUpAsync();
        await pair.PublishedAsync();
        await pair.ExpectAllOnceAndInOrderAsync();
        pair.Subscriber.Get<BrokerBus>().IsReady.ShouldBeTrue();
    }

    [Fact]
    public async Task A_fact_travels_as_a_cloud_event_in_binary_mode()
    {
        await pair.ConnectedAsync();
        await using var connection = await new ConnectionFactory { Uri = new Uri(pair.Broker!) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, "alpha", "");

        using var caller = new Activity("caller").Start();
        await pair.Source!.RecordAsync("cloud event", 7);
        caller.Stop();
        BasicGetResult? message = null;
        await Eventually.Holds(async () => (message = await channel.BasicGetAsync(queue, autoAck: true)) is not null, "the message comes");

        message!.BasicProperties.ContentType.ShouldBe("application/protobuf");
        var headers = message.BasicProperties.Headers!.Where(header => header.Key.StartsWith("cloudEvents:", StringComparison.Ordinal))
            .ToDictionary(header => header.Key["cloudEvents:".Length..], header => System.Text.Encoding.UTF8.GetString((byte[])header.Value!));
        headers["specversion"].ShouldBe("1.0");
        headers["source"].ShouldBe("alpha");
        headers["type"].ShouldBe("tyokyky.events.v1.PermissionGranted");
        headers["orderkeys"].ShouldBe("cloud%20event");
        headers["traceparent"].ShouldBe(caller.Id);
        long.Parse(headers["sequence"], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(await pair.HeadAsync());
        Guid.Parse(headers["previousid"]).ShouldNotBe(Guid.Parse(headers["id"]));
        Contracts.Events.V1.PermissionGranted.Parser.ParseFrom(message.Body.Span).PermissionId.ShouldBe("7");
    }

    [Fact]
    public async Task A_killed_and_wiped_broker_costs_nothing_but_speed()
    {
        await pair.ConnectedAsync();
        var recording = pair.RecordAsync(6, 60);
        await pair.Rabbit.KillAsync();
        pair.Rabbit.Wipe();
        await recording;
        await pair.Source!.RecordAsync("while there is no broker", 1);
        await pair.CatchUpAsync();
        await pair.ExpectAllOnceAndInOrderAsync();

        // Its exchange and its queues are made again, and what waited is published.
        await pair.Rabbit.StartAsync();
        await pair.ConnectedAsync();
        await pair.PublishedAsync();
        await pair.RecordAsync(2, 10);
        await pair.CatchUpAsync();
        await pair.ExpectAllOnceAndInOrderAsync();
    }

    [Fact]
    public async Task A_source_that_neither_receives_nor_sends_notices_that_the_broker_is_away()
    {
        await pair.ConnectedAsync();
        await pair.Rabbit.KillAsync();
        await Eventually.Holds(() => Task.FromResult(!pair.Source!.Get<BrokerBus>().IsReady), "the source knows that it has no broker");

        await pair.Rabbit.StartAsync();
        await pair.ConnectedAsync();
    }

    [Fact]
    public async Task A_broker_that_is_back_at_once_is_found_again_and_keeps_no_queue_of_before()
    {
        await pair.ConnectedAsync();
        await pair.Rabbit.KillAsync();
        await pair.Rabbit.StartAsync();
        await pair.ConnectedAsync();
        await pair.PublishedAsync();
        await pair.RecordAsync(2, 10);
        await pair.CatchUpAsync();
        await pair.ExpectAllOnceAndInOrderAsync();
    }
}
