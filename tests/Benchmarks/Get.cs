using System.Globalization;
using Tyokyky.Benchmarks.Ground;
using Tyokyky.Benchmarks.Measuring;
using Tyokyky.Benchmarks.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;

namespace Tyokyky.Benchmarks;

/// <summary>How fast a referral is read, with its row in the access log, against a service that says hello.</summary>
internal static class Get
{
    private const int Calls = 64;

    // Callers that are programs of their own have each their own connection; where one program makes many calls at once, they share one,
    // and a service that has nothing to do answers all that one packet brought with another.
    private static readonly (int Connections, string Title)[] ways =
    [
        (Calls, "each on its own connection"),
        (4, "over 4 connections"),
    ];

    private const int Referrals = 1000;

    public static async Task RunAsync()
    {
        await using var stage = await Stage.SetAsync();
        var database = await stage.MigrateAsync("referrals", "Referrals");
        await Examples.RegisterOrganisationsAsync(database);
        var service = await stage.StartAsync("referrals", "Referrals", traced: false);
        var examples = new Examples(stage);
        var first = new ReferralsService.ReferralsServiceClient(Examples.Connect(stage, service.Address, 1)[0]);
        var ids = new string[Referrals];
        await Parallel.ForAsync(0, Referrals, async (i, _) => ids[i] = (await first.SubmitReferralAsync(examples.Referral(), examples.AsWorker())).Referral.ReferralId);
        await database.ExecuteAsync("VACUUM ANALYZE");
        var logged = (await database.CountRowsAsync())["access_log"];

        var port = FreePort.Find();
        var hello = await stage.Keep(ServiceProcess.Start("Benchmarks", Hello.Settings, port, "hello", port.ToString(CultureInfo.InvariantCulture))).ReadyAsync();
        var next = 0;
        long read = 0;
        foreach (var (connections, title) in ways)
        {
            var clients = Array.ConvertAll(Examples.Connect(stage, service.Address, connections), channel => new ReferralsService.ReferralsServiceClient(channel));
            var greeters = Array.ConvertAll(Examples.Connect(stage, hello.Address, connections), channel => new HelloService.HelloServiceClient(channel));
            await Rounds.CompareAsync(
                string.Create(CultureInfo.InvariantCulture, $"GetReferral ÷ hello, {Calls} calls at once, {title}"),
                new Side(
                    "GetReferral",
                    [CpuMeter.Client, CpuMeter.OfDotnet("service", service.Id), stage.Postgres],
                    async length =>
                    {
                        var work = await Callers.CallAsync(Calls, length, async caller =>
                        {
                            var request = new GetReferralRequest { ReferralId = ids[(uint)Interlocked.Increment(ref next) % Referrals] };
                            await clients[caller % connections].GetReferralAsync(request, examples.AsWorker());
                        });
                        read += work.Operations;
                        return work;
                    }),
                new Side(
                    "hello",
                    [CpuMeter.Client, CpuMeter.OfDotnet("service", hello.Id)],
                    length => Callers.CallAsync(Calls, length, async caller => await greeters[caller % connections].SayHelloAsync(new SayHelloRequest { Name = "Työkyky" }, examples.AsWorker()))),
                least: 0.30,
                aim: 0.50);
        }

        var rows = (await database.CountRowsAsync())["access_log"] - logged;
        if (rows != read) { throw new InvalidOperationException($"{read} reads left {rows} rows in the access log."); }
    }
}
