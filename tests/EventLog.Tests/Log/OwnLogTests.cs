using Npgsql;
using Shouldly;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Log;

public sealed class OwnLogTests
{
    [Fact]
    public async Task Who_waits_is_not_told_that_nothing_came_while_nobody_can_know()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var node = await Node.StartAsync(database);
        var log = node.Get<OwnLog>();
        var place = await log.HeadAsync(default);
        (await log.AfterAsync(place, TimeSpan.FromMilliseconds(300), default)).ShouldBeEmpty();

        await PostgresServer.ExecuteAsync($"""ALTER DATABASE "{database.Name}" ALLOW_CONNECTIONS false""");
        await PostgresServer.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}'");
        (await Should.ThrowAsync<DomainException>(() => log.AfterAsync(place, TimeSpan.FromMilliseconds(500), default))).Reason.ShouldBe("DATABASE_UNAVAILABLE");

        await PostgresServer.ExecuteAsync($"""ALTER DATABASE "{database.Name}" ALLOW_CONNECTIONS true""");
        await Eventually.Holds(() => RecordedAsync(node), "a fact is recorded");
        await Eventually.Holds(async () => (await log.AfterAsync(place, TimeSpan.FromSeconds(5), default)).Count == 1, "the fact is told");
    }

    // Connections that were lost are found to be so one by one.
    private static async Task<bool> RecordedAsync(Node node)
    {
        try
        {
            await node.RecordAsync("client", 1);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
