using System.Diagnostics;
using RabbitMQ.Client;
using Tyokyky.Benchmarks.Ground;
using Tyokyky.Benchmarks.Measuring;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;

namespace Tyokyky.Benchmarks;

/// <summary>How fast the event log hands facts to the broker, against the broker's own client doing the same.</summary>
internal static class Publish
{
    private const int Facts = 10_000;

    // Beyond half of its 128 outstanding confirms the client slows itself down.
    private const int InFlight = 60;
    private const string Exchange = "referrals";

    public static async Task RunAsync()
    {
        await using var stage = await Stage.SetAsync();
        var broker = stage.Keep(await RabbitServer.StartNewAsync());
        var database = await stage.MigrateAsync("referrals", "Referrals");
        await Examples.RegisterOrganisationsAsync(database);
        var service = await stage.StartAsync("referrals", "Referrals", traced: true, new Dictionary<string, string> { ["ConnectionStrings:rabbitmq"] = broker.ConnectionString });

        await using var connection = await new ConnectionFactory { Uri = new Uri(broker.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var seen = await LearnAsync(stage, service, channel);
        await SubscribeAsync(channel, Exchange);
        await channel.ExchangeDeclareAsync("raw", ExchangeType.Fanout, durable: true);
        await SubscribeAsync(channel, "raw");

        var beam = new CpuMeter("RabbitMQ", () => Cpu.Of(broker.Id), () => TimeSpan.Zero);
        await Rounds.CompareAsync(
            "Publishing ÷ raw RabbitMQ.Client",
            new Side("event log", [CpuMeter.OfDotnet("service", service.Id), stage.Postgres, beam], _ => DrainAsync(database)),
            new Side("RabbitMQ.Client", [CpuMeter.Client, beam], _ => SendAsync(channel, seen)),
            least: 0.40,
            aim: 0.50);
    }

    /// <summary>One message as the service sends it: its bytes, its headers and its flags.</summary>
    private static async Task<BasicGetResult> LearnAsync(Stage stage, ServiceProcess service, IChannel channel)
    {
        var examples = new Examples(stage);
        var referrals = new ReferralsService.ReferralsServiceClient(Examples.Connect(stage, service.Address, 1)[0]);
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true);
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, Exchange, "");
        await referrals.SubmitReferralAsync(examples.Referral(), examples.AsWorker());
        BasicGetResult? got = null;
        await Eventually.Holds(async () => (got = await channel.BasicGetAsync(queue.QueueName, autoAck: true)) is not null, "the service publishes", seconds: 20);
        await channel.QueueDeleteAsync(queue.QueueName);
        return got!;
    }

    // As a subscriber's, but nobody reads it: it drops its oldest.
    private static async Task SubscribeAsync(IChannel channel, string exchange)
    {
        var queue = await channel.QueueDeclareAsync(arguments: new Dictionary<string, object?> { ["x-max-length"] = 10_000, ["x-overflow"] = "drop-head" });
        await channel.QueueBindAsync(queue.QueueName, exchange, "");
    }

    /// <summary>Facts that were just committed: until they are numbered, published, confirmed and marked.</summary>
    private static async Task<Work> DrainAsync(Database database)
    {
        // Copies of the first fact, which the service itself recorded.
        await database.ExecuteAsync(
            """
            INSERT INTO event_log (event_id, type, order_keys, occurred_at, recorded_at, traceparent, data)
            SELECT gen_random_uuid(), type, order_keys, occurred_at, recorded_at, traceparent, data
            FROM (SELECT * FROM event_log ORDER BY seq LIMIT 1) first, generate_series(1, $1)
            """,
            Facts);
        var started = Stopwatch.GetTimestamp();
        while ((await database.ListAsync("SELECT (SELECT count(*) FROM event_log WHERE position IS NULL) + (SELECT h.position - m.position FROM event_log_head h, event_log_mark m)", row => row.GetInt64(0)))[0] > 0)
        {
            await Task.Delay(5);
        }

        return new Work(Facts, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<Work> SendAsync(IChannel channel, BasicGetResult seen)
    {
        var properties = new BasicProperties(seen.BasicProperties);
        var started = Stopwatch.GetTimestamp();
        var sent = new Queue<Task>(InFlight);
        for (var i = 0; i < Facts; i++)
        {
            if (sent.Count == InFlight) { await sent.Dequeue(); }
            sent.Enqueue(channel.BasicPublishAsync("raw", seen.RoutingKey, mandatory: false, properties, seen.Body).AsTask());
        }

        while (sent.Count > 0) { await sent.Dequeue(); }
        return new Work(Facts, Stopwatch.GetElapsedTime(started));
    }
}
