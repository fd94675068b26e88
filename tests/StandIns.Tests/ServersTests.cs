using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Npgsql;
using Shouldly;
using Xunit;

namespace Tyokyky.StandIns.Tests;

/// <summary>This machine's own PostgreSQL and RabbitMQ as resources.</summary>
public class ServersTests
{
    [Fact]
    public async Task PostgreSQL_has_its_databases_and_is_shown_when_killed_and_starts_again_with_its_data()
    {
        PostgresDatabaseResource? database = null;
        await using var test = await TestApplication.StartAsync(builder => database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("things-db", "things").Resource);
        await test.IsHealthyAsync("things-db");
        await ExecuteAsync(database!, "CREATE TABLE thing AS SELECT 42 AS answer");

        Process.GetProcessById(TestApplication.ProcessOf(await test.IsHealthyAsync("postgres"))).Kill();
        (await test.ReachesAsync("postgres", KnownResourceStates.Exited)).ExitCode.ShouldBe(137);

        await test.Commands.ExecuteCommandAsync("postgres", KnownResourceCommands.StartCommand);
        await test.ReachesAsync("postgres", KnownResourceStates.Running);
        await test.IsHealthyAsync("postgres");
        (await ExecuteAsync(database!, "SELECT answer FROM thing")).ShouldBe(42);
        (await ExecuteAsync(database!, "SHOW fsync")).ShouldBe("on");
    }

    [Fact]
    public async Task RabbitMQ_answers_and_leaves_nothing_behind_when_stopped()
    {
        int broker;
        await using (var test = await TestApplication.StartAsync(builder => builder.AddRabbitMQ("rabbitmq")))
        {
            broker = TestApplication.ProcessOf(await test.IsHealthyAsync("rabbitmq"));
            Process.GetProcesses().ShouldContain(process => process.ProcessName == "epmd");
        }

        TestApplication.IsAlive(broker).ShouldBeFalse();
    }

    private static async Task<object?> ExecuteAsync(PostgresDatabaseResource database, string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{await ((IResourceWithConnectionString)database).GetConnectionStringAsync()};Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
