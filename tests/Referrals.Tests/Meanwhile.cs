using Tyokyky.TestKit;

namespace Tyokyky.Referrals.Tests;

/// <summary>What is committed after a call has looked and before it commits.</summary>
internal static class Meanwhile
{
    /// <summary>The call's answer; it had to wait for the change and to decide anew.</summary>
    public static async Task<T> MeanwhileAsync<T>(this ReferralsHost host, string change, Func<Task<T>> call)
    {
        await using var connection = await host.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = change;
            await command.ExecuteNonQueryAsync();
        }

        var calling = call();
        var waiting = $"SELECT count(*) FROM pg_stat_activity WHERE {connection.ProcessID} = ANY(pg_blocking_pids(pid))";
        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>(waiting) > 0, "the call waits for the change");
        await transaction.CommitAsync();
        return await calling;
    }
}
