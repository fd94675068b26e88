using Shouldly;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.Schema;

public class GrowthTests
{
    [Fact]
    public async Task Partitions_of_the_coming_days_and_months_are_there()
    {
        await using var database = await TestDatabase.CreateAsync("sample", SampleHost.MigrateAsync);

        (await ChildrenAsync(database, "request_record")).ShouldBe(5);
        (await ChildrenAsync(database, "access_log")).ShouldBe(4);
        (await database.ScalarAsync<long>("SELECT count(*) FROM tyokyky_maintain()")).ShouldBe(0);
    }

    [Fact]
    public async Task Time_makes_new_partitions_and_takes_away_what_the_rule_no_longer_keeps()
    {
        await using var database = await TestDatabase.CreateAsync("sample", SampleHost.MigrateAsync);
        await database.ExecuteAsync("INSERT INTO request_record VALUES (gen_random_uuid(), current_date, now(), 1, '', '')");

        await database.ExecuteAsync("SELECT tyokyky_maintain_at(now() + interval '8 days')");
        (await database.ScalarAsync<long>("SELECT count(*) FROM request_record")).ShouldBe(1);
        await database.ExecuteAsync("SELECT tyokyky_maintain_at(now() + interval '9 days')");

        (await database.ScalarAsync<long>("SELECT count(*) FROM request_record")).ShouldBe(0);
        await database.ExecuteAsync("INSERT INTO request_record VALUES (gen_random_uuid(), current_date + 11, now(), 1, '', '')");
        (await ChildrenAsync(database, "access_log")).ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_partition_that_somebody_holds_goes_later_and_holds_up_nothing_else()
    {
        await using var database = await TestDatabase.CreateAsync("sample", SampleHost.MigrateAsync);
        var today = await database.ScalarAsync<string>("SELECT 'request_record_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')");
        await using var reader = await database.Owner.OpenConnectionAsync();
        await using var reading = await reader.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand($"LOCK TABLE ONLY {today} IN ACCESS SHARE MODE", reader)) { await hold.ExecuteNonQueryAsync(); }

        var held = await database.ScalarAsync<string>("SELECT string_agg(object, ',') FILTER (WHERE action = 'held') FROM tyokyky_maintain_at(now() + interval '9 days')");

        held.ShouldBe(today);
        await database.ExecuteAsync("INSERT INTO request_record VALUES (gen_random_uuid(), current_date + 11, now(), 1, '', '')");
        await reading.RollbackAsync();
        (await database.ScalarAsync<string>("SELECT string_agg(action || ' ' || object, ',') FROM tyokyky_maintain_at(now() + interval '9 days')")).ShouldBe("dropped " + today);
    }

    [Fact]
    public async Task The_rule_in_force_on_the_day_decides()
    {
        await using var database = await TestDatabase.CreateAsync("sample", SampleHost.MigrateAsync);
        await database.ExecuteAsync("INSERT INTO access_log (recorded_at, kind, rpc, subject, organisation, role, trace_id) VALUES (now(), 'read', '', '', '', '', '')");
        await database.ExecuteAsync("INSERT INTO retention_rule VALUES ('access_log', current_date + 500, '5 years', 'A later law'), ('access_log', current_date + 3000, '20 years', 'A still later one')");

        await database.ExecuteAsync("SELECT tyokyky_maintain_at(now() + interval '400 days')");
        await database.ExecuteAsync("SELECT tyokyky_maintain_at(now() + interval '6 years')");

        (await database.ScalarAsync<long>("SELECT count(*) FROM access_log")).ShouldBe(0);
    }

    [Fact]
    public async Task The_longer_rule_keeps_until_the_shorter_one_comes_into_force()
    {
        await using var database = await TestDatabase.CreateAsync("sample", SampleHost.MigrateAsync);
        await database.ExecuteAsync("INSERT INTO access_log (recorded_at, kind, rpc, subject, organisation, role, trace_id) VALUES (now(), 'read', '', '', '', '', '')");

        await database.ExecuteAsync("SELECT tyokyky_maintain_at(now() + interval '11 years 11 months')");
        (await database.ScalarAsync<long>("SELECT count(*) FROM access_log")).ShouldBe(1);
        await database.ExecuteAsync("SELECT tyokyky_maintain_at(now() + interval '12 years 2 months')");

        (await database.ScalarAsync<long>("SELECT count(*) FROM access_log")).ShouldBe(0);
    }

    [Fact]
    public async Task A_table_without_partitions_loses_its_old_rows()
    {
        await using var database = await TestDatabase.CreateAsync("sample", SampleHost.MigrateAsync);
        await database.ExecuteAsync("INSERT INTO retention_rule VALUES ('due_work', '2020-01-01', '30 days', 'A rule', 'planned_at')");
        await database.ExecuteAsync("INSERT INTO due_work (kind, key, due_at, payload, planned_at) VALUES ('x', 'old', now(), '', now() - interval '31 days'), ('x', 'new', now(), '', now())");

        await database.ExecuteAsync("SELECT tyokyky_maintain_at(now())");

        (await database.ScalarAsync<string>("SELECT string_agg(key, ',') FROM due_work")).ShouldBe("new");
    }

    [Fact]
    public async Task Past_midnight_of_the_last_partition_a_service_says_so_before_it_fails()
    {
        await using var database = await TestDatabase.CreateAsync("sample", SampleHost.MigrateAsync);
        await database.ExecuteAsync("DO $$ BEGIN EXECUTE format('DROP TABLE request_record_%s', to_char((now() AT TIME ZONE 'UTC') + interval '1 day', 'YYYYMMDD')); END $$");
        await using var source = Npgsql.NpgsqlDataSource.Create(database.AppConnection);

        var health = await new PartitionHealthCheck(new Database(source), TimeProvider.System).CheckHealthAsync(new());

        health.Status.ShouldBe(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded);
        health.Description!.ShouldContain("request_record");
    }

    private static Task<long> ChildrenAsync(TestDatabase database, string table) =>
        database.ScalarAsync<long>($"SELECT count(*) FROM pg_inherits WHERE inhparent = '{table}'::regclass");
}
