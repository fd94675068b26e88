using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.Schema;

public class MigratorTests
{
    private static readonly Migration First = new("other", "20260101T0900", "first", "CREATE TABLE first (id int); INSERT INTO first VALUES (1);");
    private static readonly Migration Second = new("other", "20260102T0900", "second", "CREATE TABLE second (id int); SELECT 1 / 0;");

    private static readonly Migration Third = new("other", "20260103T0900", "third", "CREATE TABLE third (id int);");

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

        refusal.Message.ShouldContain("other 20260101T0900 first was changed after it ran");
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_and_the_ones_before_it_stay()
    {
        await using var database = await TestDatabase.CreateEmptyAsync("other");

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => OtherService.MigrateAsync(database.OwnerConnection, TextWriter.Null, First, Second));

        failure.Message.ShouldContain("other 20260102T0900 second failed: division by zero");
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_tables WHERE tablename = 'second'")).ShouldBe(0);
        (await database.ScalarAsync<int>("SELECT max(number) FROM migration WHERE component = 'other'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_database_that_was_migrated_when_files_were_numbered_goes_on()
    {
        await using var database = await TestDatabase.CreateEmptyAsync("other");
        await OtherService.MigrateAsync(database.OwnerConnection, TextWriter.Null, First);
        await database.ExecuteAsync("DROP INDEX migration_name");

        await OtherService.MigrateAsync(database.OwnerConnection, TextWriter.Null, First, Third);

        (await database.ScalarAsync<long>("SELECT count(*) FROM first")).ShouldBe(1);
        (await database.ScalarAsync<string>("SELECT string_agg(name, ' ' ORDER BY number) FROM migration WHERE component = 'other'")).ShouldBe("first third");
    }

    [Fact]
    public async Task What_was_written_earlier_and_merged_later_runs_too()
    {
        await using var database = await TestDatabase.CreateEmptyAsync("other");
        await OtherService.MigrateAsync(database.OwnerConnection, TextWriter.Null, Third);

        await OtherService.MigrateAsync(database.OwnerConnection, TextWriter.Null, First, Third);

        (await database.ScalarAsync<string>("SELECT string_agg(name, ' ' ORDER BY number) FROM migration WHERE component = 'other'")).ShouldBe("third first");
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
