using System.Globalization;
using Tyokyky.Benchmarks.Ground;
using Tyokyky.Benchmarks.Measuring;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;

namespace Tyokyky.Benchmarks;

/// <summary>How fast a referral is written with all that belongs to it, against the bare database writing the same rows.</summary>
internal static class Submit
{
    private const int Clients = 16;
    private const int Connections = 4;
    private const int Before = 1000;

    public static async Task RunAsync()
    {
        await using var stage = await Stage.SetAsync();
        var database = await stage.MigrateAsync("referrals", "Referrals");
        await Examples.RegisterOrganisationsAsync(database);
        var bare = await stage.CopyAsync(database, "bare");

        var service = await stage.StartAsync("referrals", "Referrals", traced: true);
        // What a service begins with when it first starts is none of the operation's rows.
        await Eventually.Holds(async () => (await database.CountRowsAsync())["directory_entry"] > 0, "the directory has its first content", seconds: 30);
        await database.ExecuteAsync("TRUNCATE transition");
        var examples = new Examples(stage);
        var clients = Array.ConvertAll(Examples.Connect(stage, service.Address, Connections), channel => new ReferralsService.ReferralsServiceClient(channel));
        var pgbench = await Pgbench.LearnAsync(database, async () => await clients[0].SubmitReferralAsync(examples.Referral(), examples.AsWorker()), bare, Clients);

        // Plans that were made for empty tables would be measured until the server next looks at them.
        await Parallel.ForAsync(0, Before, async (i, _) => await clients[i % Connections].SubmitReferralAsync(examples.Referral(), examples.AsWorker()));
        long submitted = 2 + Before;
        var inserted = (await pgbench.RunAsync(TimeSpan.FromSeconds(2))).Operations;
        foreach (var side in new[] { database, bare }) { await side.ExecuteAsync("VACUUM ANALYZE"); }

        await Rounds.CompareAsync(
            string.Create(CultureInfo.InvariantCulture, $"SubmitReferral ÷ pgbench, {Clients} clients"),
            new Side(
                "SubmitReferral",
                [CpuMeter.Client, CpuMeter.OfDotnet("service", service.Id), stage.Postgres],
                async length =>
                {
                    var work = await Callers.CallAsync(Clients, length, async caller => await clients[caller % Connections].SubmitReferralAsync(examples.Referral(), examples.AsWorker()));
                    submitted += work.Operations;
                    return work;
                }),
            new Side(
                "pgbench",
                [CpuMeter.Client, stage.Postgres],
                async length =>
                {
                    var work = await pgbench.RunAsync(length);
                    inserted += work.Operations;
                    return work;
                }),
            least: 0.25,
            aim: 0.40);

        RequireSameRows(pgbench.Rows, await database.CountRowsAsync(), submitted);
        RequireSameRows(pgbench.Rows, await bare.CountRowsAsync(), inserted);
        Console.WriteLine($"Rows of each: {string.Join(", ", pgbench.Rows.Select(table => $"{table.Key} {table.Value}"))}");
    }

    private static void RequireSameRows(SortedDictionary<string, long> each, SortedDictionary<string, long> all, long operations)
    {
        foreach (var (table, rows) in each)
        {
            if (all[table] != operations * rows)
            {
                throw new InvalidOperationException($"{operations} operations wrote {all[table]} rows of {table}, not {rows} each.");
            }
        }
    }
}
