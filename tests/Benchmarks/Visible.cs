using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Tyokyky.Benchmarks.Ground;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;

namespace Tyokyky.Benchmarks;

/// <summary>How long after its caller's OK a fact counts in the metrics service.</summary>
internal static class Visible
{
    private const int Clients = 100;
    private const int FactsPerSubmit = 2;
    private const int FactsPerSecond = 200;
    private const int Rounds = 5;
    private static readonly TimeSpan length = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        await using var stage = await Stage.SetAsync();
        var broker = stage.Keep(await RabbitServer.StartNewAsync());
        var referralsDatabase = await stage.MigrateAsync("referrals", "Referrals");
        var metrics = await stage.MigrateAsync("metrics", "Metrics");
        await Examples.RegisterOrganisationsAsync(referralsDatabase);
        var withBroker = new Dictionary<string, string> { ["ConnectionStrings:rabbitmq"] = broker.ConnectionString };
        var service = await stage.StartAsync("referrals", "Referrals", traced: true, withBroker);
        await stage.StartAsync("metrics", "Metrics", traced: true, new Dictionary<string, string>(withBroker) { ["services:referrals:grpc:0"] = service.Address.ToString() });

        var examples = new Examples(stage);
        var referrals = new ReferralsService.ReferralsServiceClient(Examples.Connect(stage, service.Address, 1)[0]);
        var clients = new string[Clients];
        await Parallel.ForAsync(0, Clients, async (i, _) => clients[i] = (await referrals.SubmitReferralAsync(examples.Referral(), examples.AsWorker())).Referral.ClientId);

        var rounds = new List<(double P50, double P99)>();
        for (var round = 0; round <= Rounds; round++)
        {
            var delays = await RoundAsync(referrals, examples, clients, metrics);
            // The first one only warms up.
            if (round > 0) { rounds.Add((delays[delays.Count / 2], delays[delays.Count * 99 / 100])); }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nFrom OK to visible in metrics, {FactsPerSecond} facts per s: {Rounds} rounds of {length.TotalSeconds} s, median (least … most)\n"));
        Console.WriteLine($"{"p50",-22} {Measuring.Rounds.Spread([.. rounds.Select(round => round.P50)], "0.0")} ms");
        Console.WriteLine($"{"p99",-22} {Measuring.Rounds.Spread([.. rounds.Select(round => round.P99)], "0.0")} ms (at most 50)");
    }

    /// <summary>Submits at an even pace whether or not the answers keep up, and watches until all of it is visible; milliseconds, sorted.</summary>
    private static async Task<List<double>> RoundAsync(ReferralsService.ReferralsServiceClient referrals, Examples examples, string[] clients, Database metrics)
    {
        var waiting = new ConcurrentDictionary<Guid, long>();
        var delays = new List<double>();
        var submits = new List<Task>();
        using var submitted = new CancellationTokenSource();
        var watch = Task.Run(() => WatchAsync(metrics, waiting, delays, submitted.Token));

        var started = Stopwatch.GetTimestamp();
        var pace = TimeSpan.FromSeconds((double)FactsPerSubmit / FactsPerSecond);
        while (Stopwatch.GetElapsedTime(started) is var passed && passed < length)
        {
            if (submits.Count * pace > passed)
            {
                await Task.Delay(1);
                continue;
            }

            submits.Add(SubmitAsync(examples.Referral(clients[submits.Count % clients.Length])));
        }

        await Task.WhenAll(submits);
        await submitted.CancelAsync();
        await watch;
        delays.Sort();
        return delays;

        async Task SubmitAsync(SubmitReferralRequest request)
        {
            var answer = await referrals.SubmitReferralAsync(request, examples.AsWorker());
            waiting[Guid.Parse(answer.Referral.Tasks[0].TaskId)] = Stopwatch.GetTimestamp();
        }
    }

    // The task's fact is the last of its commit; its row appears together with the figures that are counted from it.
    private static async Task WatchAsync(Database metrics, ConcurrentDictionary<Guid, long> waiting, List<double> delays, CancellationToken submitted)
    {
        var looked = Stopwatch.GetTimestamp();
        while (!submitted.IsCancellationRequested || !waiting.IsEmpty)
        {
            if (!waiting.IsEmpty)
            {
                foreach (var task in await metrics.ListAsync("SELECT task_id FROM task WHERE task_id = ANY($1)", row => row.GetGuid(0), waiting.Keys.ToArray()))
                {
                    if (waiting.TryRemove(task, out var answered)) { delays.Add(Stopwatch.GetElapsedTime(answered).TotalMilliseconds); }
                    looked = Stopwatch.GetTimestamp();
                }
            }

            if (!waiting.IsEmpty && Stopwatch.GetElapsedTime(looked) > patience) { throw new TimeoutException($"{waiting.Count} facts never became visible."); }
            await Task.Delay(1, CancellationToken.None);
        }
    }
}
