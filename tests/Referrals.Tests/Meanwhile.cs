using Npgsql;
using Tyokyky.TestKit;

namespace Tyokyky.Referrals.Tests;

/// <summary>A commit that began before a call's and ends once the call waits for it: what the call was decided on is no longer so.</summary>
internal sealed class Meanwhile(ReferralsHost host, NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    private const string Waiting =
        """
        SELECT count(*) FROM pg_locks WHERE NOT granted
          AND pid IN (SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database())
        """;

    public static async Task<Meanwhile> BeginAsync(ReferralsHost host, string change)
    {
        var connection = await host.Database.Owner.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(change, connection, transaction);
        await command.ExecuteNonQueryAsync();
        return new Meanwhile(host, connection, transaction);
    }

    public async Task CommitOnceWaitedForAsync()
    {
        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>(Waiting) > 0, "the call waits for what was committed first");
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
