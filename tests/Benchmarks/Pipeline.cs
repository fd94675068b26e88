using System.Diagnostics;
using System.Globalization;
using Tyokyky.Benchmarks.Ground;
using Tyokyky.Benchmarks.Measuring;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;

namespace Tyokyky.Benchmarks;

/// <summary>How many referrals a second are submitted and settled: each with all its facts numbered, published, taken and counted in metrics.</summary>
internal static class Pipeline
{
    private const int Clients = 16;
    private const int Connections = 4;
    private const int Before = 1000;
    private static readonly TimeSpan look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync()
    {
        await using var stage = await Stage.SetAsync();
        var broker = stage.Keep(await RabbitServer.StartNewAsync());
        var referrals = await stage.MigrateAsync("referrals", "Referrals");
        var metrics = await stage.MigrateAsync("metrics", "Metrics");
        await Examples.RegisterOrganisationsAsync(referrals);
        var withBroker = new Dictionary<string, string> { ["ConnectionStrings:rabbitmq"] = broker.ConnectionString };
        var service = await stage.StartAsync("referrals", "Referrals", traced: true, withBroker);
        var withFeed = new Dictionary<string, string>(withBroker) { ["services:referrals:grpc:0"] = service.Address.ToString() };
        var subscriber = await stage.StartAsync("metrics", "Metrics", traced: true, withFeed);

        var examples = new Examples(stage);
        var clients = Array.ConvertAll(Examples.Connect(stage, service.Address, Connections), channel => new ReferralsService.ReferralsServiceClient(channel));
        // What a service begins with when it first starts is none of the operation's rows.
        await Eventually.Holds(async () => (await referrals.CountRowsAsync())["directory_entry"] > 0, "the directory has its first content", seconds: 30);
        await SubmitAsync(0);
        await SettleAsync(referrals, metrics);
        var first = await CountAsync(referrals, metrics);
        await SubmitAsync(0);
        await SettleAsync(referrals, metrics);
        // What one submit leaves here and there; what grows otherwise, as one row for several facts taken together, is counted by its facts.
        var second = await CountAsync(referrals, metrics);
        var each = second.ToDictionary(table => table.Key, table => table.Value - first[table.Key]);

        // Plans that were made for empty tables would be measured until the server next looks at them.
        await Parallel.ForAsync(0, Before, async (i, _) => await SubmitAsync(i));
        await SettleAsync(referrals, metrics);
        foreach (var database in new[] { referrals, metrics }) { await database.ExecuteAsync("VACUUM ANALYZE"); }
        long submitted = Before;

        await Rounds.MeasureAsync(
            string.Create(CultureInfo.InvariantCulture, $"SubmitReferral until all its facts count in metrics, {Clients} clients"),
            new Side(
                "settled submits",
                [
                    stage.Postgres, CpuMeter.OfDotnet("service", service.Id), CpuMeter.OfDotnet("subscriber", subscriber.Id),
                    new CpuMeter("RabbitMQ", () => Cpu.Of(broker.Id), () => TimeSpan.Zero), CpuMeter.Client,
                ],
                async length =>
                {
                    var started = Stopwatch.GetTimestamp();
                    var work = await Callers.CallAsync(Clients, length, SubmitAsync);
                    await SettleAsync(referrals, metrics);
                    submitted += work.Operations;
                    return work with { Elapsed = Stopwatch.GetElapsedTime(started) };
                }));

        var last = await CountAsync(referrals, metrics);
        foreach (var (table, rows) in each)
        {
            var left = last[table] - second[table];
            if (left != submitted * rows) { throw new InvalidOperationException($"{submitted} submits left {left} rows in {table}, not {rows} each."); }
        }

        Console.WriteLine($"Rows of each: {string.Join(", ", each.Where(table => table.Value > 0).Select(table => $"{table.Key} {table.Value}"))}");

        async Task SubmitAsync(int caller) => await clients[caller % Connections].SubmitReferralAsync(examples.Referral(), examples.AsWorker());
    }

    private static async Task SettleAsync(Database referrals, Database metrics)
    {
        var started = Stopwatch.GetTimestamp();
        while (await BehindAsync(referrals, metrics) is var behind and > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > patience) { throw new TimeoutException($"{behind} facts never took effect."); }
            await Task.Delay(look);
        }
    }

    private static async Task<long> BehindAsync(Database referrals, Database metrics)
    {
        const string Recorded = "SELECT h.position + (SELECT count(*) FROM event_log WHERE position IS NULL) FROM event_log_head h";
        const string Taken = "SELECT position FROM subscription WHERE source = 'referrals'";
        var recorded = (await referrals.ListAsync(Recorded, row => row.GetInt64(0)))[0];
        var taken = (await metrics.ListAsync(Taken, row => row.GetInt64(0)))[0];
        return recorded - taken;
    }

    private static async Task<Dictionary<string, long>> CountAsync(Database referrals, Database metrics)
    {
        var counts = new Dictionary<string, long>();
        foreach (var database in new[] { referrals, metrics })
        {
            foreach (var (table, rows) in await database.CountRowsAsync()) { counts[$"{database.Name}.{table}"] = rows; }
        }

        const string Facts = "SELECT coalesce(sum(cardinality(event_ids)), 0)::bigint FROM subscription_taken";
        counts["metrics.subscription_taken"] = (await metrics.ListAsync(Facts, row => row.GetInt64(0)))[0];
        return counts;
    }
}
