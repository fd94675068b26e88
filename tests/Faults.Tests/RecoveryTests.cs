using System.Diagnostics;
using System.Globalization;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.FaultTests.Checks;
using Tyokyky.FaultTests.Load;
using Tyokyky.FaultTests.Rig;
using Tyokyky.TestKit;

namespace Tyokyky.FaultTests;

/// <summary>Single faults on the quiet system, one after the other.</summary>
public sealed class RecoveryTests(FaultRun run)
{
    /// <summary>How long the suite may take to be itself again once the broker is.</summary>
    private const double RecoveryLimit = 45;

    private readonly Suite suite = run.Suite;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_last_fact_before_a_broker_is_lost_arrives_and_the_suite_recovers(bool wiped)
    {
        var journey = await BeginAtRestAsync();

        // Nobody reacts to a permission, and nothing is recorded after it.
        await run.Callers.GrantAsync(journey, "benefits", CancellationToken.None);
        await suite.Broker.KillAsync();
        if (wiped)
        {
            suite.Broker.Wipe();
        }

        await suite.Broker.StartAsync();
        var clock = Stopwatch.StartNew();
        await Eventually.Holds(async () => await Snapshot.IsAtRestAsync(suite) && await AllConnectedAsync(), "everything is published and every service is connected", RecoveryLimit);
        var found = await Snapshot.TakeAsync(suite);
        var last = found.Log.Last(fact => fact.Source == "referrals");
        last.Type.ShouldEndWith("PermissionGranted");
        found.Kept.Last(fact => fact.Source == "referrals").ShouldBe(last);

        // What is recorded now goes by the broker: only its confirms count as published.
        await BeginAtRestAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Broker {(wiped ? "wiped" : "killed")}: recovered in {clock.Elapsed.TotalSeconds:F1} s"));
    }

    [Fact]
    public async Task A_source_put_back_to_an_earlier_day_halts_its_followers_until_an_operator_decides()
    {
        await BeginAtRestAsync();
        await suite.Running("referrals").KillAsync();
        await suite.ExecuteAsync("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'referrals'");
        await Eventually.Holds(async () => await CopyAsync(), "the database is copied");
        suite.Start("referrals");
        await BeginAtRestAsync();
        var before = await FollowingAsync("metrics");

        await suite.Running("referrals").KillAsync();
        await suite.ExecuteAsync("postgres", "DROP DATABASE referrals WITH (FORCE)");
        await suite.ExecuteAsync("postgres", "ALTER DATABASE referrals_earlier RENAME TO referrals");
        suite.Start("referrals");

        // The positions that were taken are given anew, and beyond.
        await run.Callers.BeginAsync(CancellationToken.None);
        await run.Callers.BeginAsync(CancellationToken.None);
        foreach (var follower in new[] { "metrics", "team", "coaching" })
        {
            await Eventually.Holds(async () => (await FollowingAsync(follower)).State == SubscriptionState.Diverged, $"{follower} halts", seconds: 30);
            var health = (await suite.StatusAsync(follower)).Health.Single(entry => entry.Name == "subscriptions");
            health.Status.ShouldBe(HealthStatus.Degraded);
            health.Description.ShouldContain($"./run ops {follower} resolve-divergence");
        }

        (await FollowingAsync("metrics")).Position.ShouldBe(before.Position);

        foreach (var follower in new[] { "metrics", "team", "coaching" })
        {
            await suite.Operations(follower).ResolveDivergenceAsync(
                new ResolveDivergenceRequest { Source = "referrals", Resolution = DivergenceResolution.LastCommon, Reason = "put back to an earlier day" }, suite.As("operator"));
        }

        await BeginAtRestAsync();
        var found = await Snapshot.TakeAsync(suite);
        found.Kept.Where(fact => fact.Source == "referrals").ShouldBe(found.Log.Where(fact => fact.Source == "referrals"));
    }

    private async Task<Journey> BeginAtRestAsync()
    {
        var journey = await run.Callers.BeginAsync(CancellationToken.None);
        await Eventually.Holds(() => Snapshot.IsAtRestAsync(suite), "everything is published and taken", RecoveryLimit);
        return journey;
    }

    private async Task<SubscriptionStatus> FollowingAsync(string service) =>
        (await suite.StatusAsync(service)).Subscriptions.Single(subscription => subscription.Source == "referrals");

    private async Task<bool> AllConnectedAsync()
    {
        foreach (var service in Suite.Services)
        {
            if (!(await suite.StatusAsync(service)).Log.BrokerConnected)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> CopyAsync()
    {
        try
        {
            await suite.ExecuteAsync("postgres", "CREATE DATABASE referrals_earlier TEMPLATE referrals");
            return true;
        }
        catch (Npgsql.PostgresException inUse) when (inUse.SqlState == Npgsql.PostgresErrorCodes.ObjectInUse)
        {
            return false;
        }
    }
}
