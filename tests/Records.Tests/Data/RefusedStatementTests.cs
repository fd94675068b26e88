using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.Records.Tests.Data;

/// <summary>What PostgreSQL refuses one caller is nobody else's failure, whatever it refuses, and however often the statement was used before.</summary>
public sealed class RefusedStatementTests(SampleHost host) : IClassFixture<SampleHost>
{
    private const int Long = 400;

    private static readonly (string Kind, Values Refused)[] refusals =
    [
        ("a value that text can't hold", Values.Good with { Text = "\0" }),
        ("a failure while it is planned", Values.Good with { Divisor = 0 }),
        ("a failure while it runs", Values.Good with { Count = int.MaxValue }),
        ("a second one of a unique name", Values.Good with { Name = "taken" }),
        ("a check", Values.Good with { Count = -9 }),
        ("an end while it is planned", Values.Good with { Planning = Long }),
        ("an end while it runs", Values.Good with { Running = Long }),
    ];

    [Fact]
    public async Task A_reading_goes_on_after_any_refusal()
    {
        var (database, _) = await AloneAsync();

        await ExpectAllServedAsync((sql, cancel) => database.OneAsync(Answer(sql), cancel));
    }

    [Fact]
    public async Task Several_readings_in_one_trip_go_on_after_any_refusal()
    {
        var (database, _) = await AloneAsync();

        await ExpectAllServedAsync((sql, cancel) => database.ManyAsync(Answer($"SELECT 'first'"), Answer(sql), Answer($"SELECT 'last'"), cancel));
    }

    [Fact]
    public async Task A_statement_of_the_infrastructure_goes_on_after_any_refusal()
    {
        var (database, _) = await AloneAsync();

        await ExpectAllServedAsync(database.ExecuteAsync);
    }

    [Fact]
    public async Task The_load_of_a_write_goes_on_after_any_refusal()
    {
        var (_, unitOfWork) = await AloneAsync();

        await ExpectAllServedAsync((sql, cancel) =>
            unitOfWork.LoadAsync(Call.System("test", "sample", cancel), new ChangeNoteRequest { RequestId = Guid.NewGuid().ToString() }, Answer(sql)));
    }

    [Fact]
    public async Task A_commit_goes_on_after_any_refusal()
    {
        var (_, unitOfWork) = await AloneAsync();

        await ExpectAllServedAsync((sql, cancel) =>
            unitOfWork.SystemCommit(Call.System("test", "sample", cancel)).Add($"SELECT 'before'").Add(sql).Add($"SELECT 'after'").SaveAsync());
    }

    [Fact]
    public async Task What_follows_in_the_same_transaction_goes_on_after_any_refusal()
    {
        var (database, _) = await AloneAsync();
        await using var transaction = await database.BeginAsync(CancellationToken.None);

        await ExpectAllServedAsync(async (sql, cancel) =>
        {
            await transaction.SaveAsync("before", CancellationToken.None);
            try
            {
                await transaction.OneAsync(Answer(sql), cancel);
                await transaction.ReleaseAsync("before", CancellationToken.None);
            }
            catch
            {
                await transaction.RollbackToAsync("before", CancellationToken.None);
                throw;
            }
        });
    }

    [Fact]
    public async Task What_comes_after_a_transaction_goes_on_after_any_refusal_in_it()
    {
        var (database, unitOfWork) = await AloneAsync();

        await ExpectAllServedAsync(async (sql, cancel) =>
        {
            await using var transaction = await database.BeginAsync(CancellationToken.None);
            await unitOfWork.CommitWithin(transaction, Call.System("test", "sample", cancel)).Add(sql).SaveAsync();
            await transaction.CommitAsync(CancellationToken.None);
        });
    }

    private static Query<string> Answer(Sql sql) => new(sql, row => row.GetString(0));

    // A replica with one connection: whoever comes next has the same.
    private async Task<(Database Database, UnitOfWork UnitOfWork)> AloneAsync()
    {
        await host.Database.ExecuteAsync(
            """
            DROP TABLE IF EXISTS refused;
            CREATE TABLE refused (name text UNIQUE, text text, count int CHECK (count >= 0));
            GRANT ALL ON refused TO sample_app;
            INSERT INTO refused VALUES ('taken');
            CREATE OR REPLACE FUNCTION lasts_when_planned(ms int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(ms / 1000.0); RETURN 0; END';
            CREATE OR REPLACE FUNCTION lasts_when_run(ms int) RETURNS int VOLATILE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(ms / 1000.0); RETURN 0; END';
            """);
        var replica = await host.StartAsync(settings: settings => settings["ConnectionStrings:sample"] += ";Maximum Pool Size=1");
        return (replica.Services.GetRequiredService<Database>(), replica.Services.GetRequiredService<UnitOfWork>());
    }

    // Each kind at the first to fourth use of a statement of its own, then that statement four times more.
    private static async Task ExpectAllServedAsync(Func<Sql, CancellationToken, Task> run)
    {
        var wrong = new List<string>();
        foreach (var (kind, refused) in refusals)
        {
            for (var use = 1; use <= 4; use++)
            {
                var own = Sql.Name($"{kind}_{use.ToString(CultureInfo.InvariantCulture)}");
                for (var before = 1; before < use; before++) { await TryAsync($"use {before} before {kind}", Statement(own, Values.Good)); }
                if (await RunAsync(run, Statement(own, refused), refused.IsLong) is null) { wrong.Add($"{kind} at use {use} is no refusal"); }
                for (var after = 1; after <= 4; after++) { await TryAsync($"use {after} after {kind} at use {use}", Statement(own, Values.Good)); }
            }
        }

        wrong.ShouldBeEmpty();

        async Task TryAsync(string which, Sql sql)
        {
            if (await RunAsync(run, sql, isLong: false) is { } failure) { wrong.Add($"{which}: {FailureKind.Of(failure)} {failure.Message}"); }
        }
    }

    private static Sql Statement(SqlName own, Values values) =>
        $"""
        INSERT INTO refused AS {own} (name, text, count)
        VALUES ({values.Name ?? Guid.NewGuid().ToString()}, {values.Text},
          lasts_when_run({values.Running}) + {values.Count} + lasts_when_planned({values.Planning}) + 10 / {values.Divisor})
        RETURNING name
        """;

    private static async Task<Exception?> RunAsync(Func<Sql, CancellationToken, Task> run, Sql sql, bool isLong)
    {
        using var ends = isLong ? new CancellationTokenSource(Long / 10) : new CancellationTokenSource();
        try
        {
            await run(sql, ends.Token);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private sealed record Values(string? Name, string Text, int Count, int Divisor, int Planning, int Running)
    {
        public static Values Good { get; } = new(null, "text", 1, 5, 0, 0);

        public bool IsLong => Planning + Running > 0;
    }
}
