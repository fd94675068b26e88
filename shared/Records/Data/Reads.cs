using Npgsql;

namespace Tyokyky.Records;

/// <summary>What can be asked of a database, whether or not inside a transaction.</summary>
public abstract class Reads
{
    private protected Reads()
    {
    }

    /// <summary>The first row, or default.</summary>
    public async Task<T?> OneAsync<T>(Query<T> query, CancellationToken cancel)
    {
        await using var lease = await OpenAsync(cancel);
        await using var command = query.Sql.ToCommand(lease.Connection, lease.Transaction);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var one = await query.ReadAsync(reader, cancel);
        lease.Answered();
        return one;
    }

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken cancel) => (await OneAsync(query.All(), cancel))!;

    /// <summary>Several queries in one round trip.</summary>
    public async Task<(T1?, T2?)> ManyAsync<T1, T2>(Query<T1> first, Query<T2> second, CancellationToken cancel)
    {
        await using var lease = await OpenAsync(cancel);
        await using var batch = new NpgsqlBatch(lease.Connection, lease.Transaction)
        {
            BatchCommands = { first.Sql.ToBatchCommand(), second.Sql.ToBatchCommand() },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var one = await first.ReadAsync(reader, cancel);
        await reader.NextResultAsync(cancel);
        var two = await second.ReadAsync(reader, cancel);
        lease.Answered();
        return (one, two);
    }

    /// <summary>Several queries in one round trip.</summary>
    public async Task<(T1?, T2?, T3?)> ManyAsync<T1, T2, T3>(Query<T1> first, Query<T2> second, Query<T3> third, CancellationToken cancel)
    {
        await using var lease = await OpenAsync(cancel);
        await using var batch = new NpgsqlBatch(lease.Connection, lease.Transaction)
        {
            BatchCommands = { first.Sql.ToBatchCommand(), second.Sql.ToBatchCommand(), third.Sql.ToBatchCommand() },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var one = await first.ReadAsync(reader, cancel);
        await reader.NextResultAsync(cancel);
        var two = await second.ReadAsync(reader, cancel);
        await reader.NextResultAsync(cancel);
        var three = await third.ReadAsync(reader, cancel);
        lease.Answered();
        return (one, two, three);
    }

    /// <summary>Runs a statement of the infrastructure itself (what people do goes through a <see cref="Commit"/>); answers the rows it touched.</summary>
    public async Task<int> ExecuteAsync(Sql sql, CancellationToken cancel)
    {
        await using var lease = await OpenAsync(cancel);
        await using var command = sql.ToCommand(lease.Connection, lease.Transaction);
        var touched = await command.ExecuteNonQueryAsync(cancel);
        lease.Answered();
        return touched;
    }

    internal abstract ValueTask<Lease> OpenAsync(CancellationToken cancel);
}
