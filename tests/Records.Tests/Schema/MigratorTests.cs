using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.Schema;

public class MigratorTests
{
    private static readonly Migration First = new("other", 1, "first", "CREATE TABLE first (id int); INSERT INTO first VALUES (1);");
    private static readonly Migration Second = new("other", 2, "second", "CREATE TABLE second (id int); SELECT 1 / 0;");

    [Fact]
    public async Task Each_file_runs_once_however_often_migrations_run()
    {
        await using var database = await TestDatabase.CreateEmptyAsync("other");
        using var report = new StringWriter();

        await OtherService.MigrateAsync(database.OwnerConnection, report, First);
        await OtherService.MigrateAsync(database.OwnerConnection, report, First);

        (await database.ScalarAsync<long>("SELECT count(*) FROM first")).ShouldBe(1);
        report.ToString().ShouldEndWith("The schema is up to date." + Environment.NewLine);
    }

    [Fact]
    public async Task Several_runs_at_once_are_one()
    {
        await using var database = await TestDatabase.CreateEmptyAsync("other");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OtherService.MigrateAsync(database.OwnerConnection, TextWriter.Null, First)));

        (await database.ScalarAsync<long>("SELECT count(*) FROM first")).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_was_changed_after_it_ran_stops_the_run()
    {
        await using var database = await TestDatabase.CreateEmptyAsync("other");
        await OtherService.MigrateAsync(database.OwnerConnection, TextWriter.Null, First);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => OtherService.MigrateAsync(database.OwnerConnection, TextWriter.Null, First with { Text = First.Text + " -- changed" }));

        refusal.Message.ShouldContain("other 0001 first was changed after it ran");
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_and_the_ones_before_it_stay()
    {
        await using var database = await TestDatabase.CreateEmptyAsync("other");

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => OtherService.MigrateAsync(database.OwnerConnection, TextWriter.Null, First, Second));

        failure.Message.ShouldContain("other 0002 second failed: division by zero");
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_tables WHERE tablename = 'second'")).ShouldBe(0);
        (await database.ScalarAsync<int>("SELECT max(number) FROM migration WHERE component = 'other'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_schema_of_a_newer_program_is_left_alone()
    {
        await using var database = await TestDatabase.CreateEmptyAsync("other");
        await OtherService.MigrateAsync(database.OwnerConnection, TextWriter.Null, First);

        await OtherService.MigrateAsync(database.OwnerConnection);

        (await database.ScalarAsync<int>("SELECT max(number) FROM migration WHERE component = 'other'")).ShouldBe(1);
    }
}
