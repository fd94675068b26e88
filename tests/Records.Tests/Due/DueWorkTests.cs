using Shouldly;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.Due;

public class DueWorkTests(SampleHost host) : IClassFixture<SampleHost>
{
    private readonly string key = Guid.NewGuid().ToString();

    private DateTimeOffset Now => host.Get<IBusinessClock>().Now;

    [Fact]
    public async Task Work_is_done_at_its_business_time_and_not_before()
    {
        var clock = host.Get<BusinessClock>();
        await PlanAsync(key, Now.AddDays(40));
        await PlanAsync($"{key}-now", Now);
        // Whoever found what was planned after it has looked past it.
        await Eventually.Holds(async () => await DoneAsync($"{key}-now") == 1, "what is due is done");
        (await DoneAsync(key)).ShouldBe(0);

        await clock.MoveAsync(clock.Offset + TimeSpan.FromDays(41), "test", CancellationToken.None);

        await Eventually.Holds(async () => await DoneAsync(key) == 1, "the work is done");
        await Eventually.Holds(async () => await PlannedAsync(key) == 0, "the work is settled");
    }

    [Fact]
    public async Task Two_replicas_do_each_piece_once()
    {
        var second = await host.StartAsync();
        var prefix = Guid.NewGuid().ToString("N");

        for (var i = 0; i < 200; i++) { await PlanAsync($"{prefix}-{i}", Now.AddMinutes(-1)); }

        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>($"SELECT count(*) FROM due_work WHERE key LIKE '{prefix}%'") == 0, "all is done", 30);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM done_work WHERE key LIKE '{prefix}%'")).ShouldBe(200);
        (await host.Database.ScalarAsync<long>($"SELECT count(DISTINCT key) FROM done_work WHERE key LIKE '{prefix}%'")).ShouldBe(200);
        await host.StopAsync(second);
    }

    [Fact]
    public async Task Work_that_fell_due_while_nobody_ran_is_done_afterwards()
    {
        await using var database = await TestDatabase.CreateAsync("sample", SampleHost.MigrateAsync);
        await database.ExecuteAsync($"INSERT INTO due_work (kind, key, due_at, payload, planned_at) VALUES ('remind', '{key}', now() - interval '3 days', '', now())");

        var replica = await host.StartAsync(settings: settings => settings["ConnectionStrings:sample"] = database.AppConnection);

        await Eventually.Holds(async () => await database.ScalarAsync<long>($"SELECT count(*) FROM done_work WHERE key = '{key}'") == 1, "the work is done");
        await host.StopAsync(replica);
    }

    [Fact]
    public async Task A_replica_that_died_at_it_leaves_it_to_another_and_its_own_late_commit_is_refused()
    {
        var runner = host.Get<DueWorkRunner>();
        await PlanAsync(key, Now.AddYears(50));
        var dead = (await runner.TakeOneAsync("remind", key, CancellationToken.None)).ShouldNotBeNull();
        (await runner.TakeOneAsync("remind", key, CancellationToken.None)).ShouldBeNull();
        await host.Database.ExecuteAsync($"UPDATE due_work SET not_before = now() - interval '1 second' WHERE key = '{key}'");

        var heir = (await runner.TakeOneAsync("remind", key, CancellationToken.None)).ShouldNotBeNull();
        (await runner.RunAsync(heir, CancellationToken.None)).ShouldBeNull();
        (await runner.RunAsync(dead, CancellationToken.None)).ShouldBeNull();

        (await DoneAsync(key)).ShouldBe(1);
    }

    [Fact]
    public async Task Work_that_is_moved_while_it_runs_is_not_done_now()
    {
        var runner = host.Get<DueWorkRunner>();
        await PlanAsync(key, Now.AddYears(50));
        var item = (await runner.TakeOneAsync("remind", key, CancellationToken.None))!;
        await PlanAsync(key, Now.AddYears(51));

        await runner.RunAsync(item, CancellationToken.None);

        (await DoneAsync(key)).ShouldBe(0);
        (await PlannedAsync(key)).ShouldBe(1);
    }

    [Fact]
    public async Task Failing_work_is_tried_again_later_and_operators_see_it()
    {
        var queue = host.Get<DueWorkQueue>();
        var wish = host.Get<RemindRecorder>();
        wish.Instead = item => item.Key == key && item.Attempt < 3 ? throw new DomainException(ErrorKind.FailedPrecondition, "NOT_YET", "Salaisuus") : Task.CompletedTask;
        await PlanAsync(key, Now.AddMinutes(-1));

        await Eventually.Holds(async () => (await RowAsync(queue))?.LastError == "NOT_YET", "the failure is seen");
        (await queue.StatusAsync(CancellationToken.None)).Failing.ShouldBeGreaterThanOrEqualTo(1);
        (await RowAsync(queue))!.NextAttemptAt.ShouldNotBeNull();
        await Eventually.Holds(async () => await DoneAsync(key) == 1, "the third attempt succeeds");
        wish.Instead = null;
    }

    [Fact]
    public async Task An_operator_runs_one_piece_before_its_time()
    {
        var queue = host.Get<DueWorkQueue>();
        await PlanAsync(key, Now.AddYears(50));

        (await queue.RunOneAsync("remind", key, CancellationToken.None)).ShouldBe(new DueWorkRun(1, 0));

        (await DoneAsync(key)).ShouldBe(1);
        (await queue.RunOneAsync("remind", key, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Planning_again_moves_the_work_and_settling_takes_it_back()
    {
        await PlanAsync(key, Now.AddYears(50));
        await PlanAsync(key, Now.AddYears(60));
        (await PlannedAsync(key)).ShouldBe(1);

        await host.Get<UnitOfWork>().SystemCommit(Call.System("test", "sample")).Settle("remind", key).SaveAsync();

        (await PlannedAsync(key)).ShouldBe(0);
    }

    [Fact]
    public async Task The_list_goes_on_after_the_last_row_seen()
    {
        var queue = host.Get<DueWorkQueue>();
        var prefix = Guid.NewGuid().ToString("N");
        for (var i = 0; i < 5; i++) { await PlanAsync($"{prefix}-{i}", Now.AddYears(70).AddDays(i / 2)); }

        var seen = new List<string>();
        DueWorkRow? last = null;
        while (await queue.ListAsync("remind", false, last, 2, CancellationToken.None) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(row => row.Key));
            last = page[^1];
        }

        seen.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order().ShouldBe(Enumerable.Range(0, 5).Select(i => $"{prefix}-{i}"));
        seen.Distinct().Count().ShouldBe(seen.Count);
    }

    private Task PlanAsync(string key, DateTimeOffset dueAt) => host.Get<UnitOfWork>().SystemCommit(Call.System("test", "sample")).Due("remind", key, dueAt, "payload").SaveAsync();

    private Task<long> DoneAsync(string key) => host.Database.ScalarAsync<long>($"SELECT count(*) FROM done_work WHERE key = '{key}'");

    private Task<long> PlannedAsync(string key) => host.Database.ScalarAsync<long>($"SELECT count(*) FROM due_work WHERE key = '{key}'");

    private async Task<DueWorkRow?> RowAsync(DueWorkQueue queue) => (await queue.ListAsync("remind", true, null, 200, CancellationToken.None)).FirstOrDefault(row => row.Key == key);
}
