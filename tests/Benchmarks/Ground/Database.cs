using Npgsql;

namespace Tyokyky.Benchmarks.Ground;

/// <summary>A database as its owner sees it.</summary>
internal sealed class Database(string name, string connection) : IAsyncDisposable
{
    private NpgsqlDataSource? source;

    public string Name => name;

    /// <summary>The folder of the server's socket, for programs that are not ours.</summary>
    public string Socket => new NpgsqlConnectionStringBuilder(connection).Host!;

    /// <summary>Its connections.</summary>
    public NpgsqlDataSource Source => source ??= NpgsqlDataSource.Create(connection);

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> map, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await reader.ReadAsync())
        {
            all.Add(map(reader));
        }

        return all;
    }

    /// <summary>How many rows each table holds; partitions count as their table.</summary>
    public async Task<SortedDictionary<string, long>> CountRowsAsync()
    {
        var tables = await ListAsync(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition", row => row.GetString(0));
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            counts[table] = (await ListAsync($"SELECT count(*) FROM \"{table}\"", row => row.GetInt64(0)))[0];
        }

        return counts;
    }

    /// <summary>Closes all connections; they open again when needed.</summary>
    public async Task CloseAsync()
    {
        if (source is not null)
        {
            await source.DisposeAsync();
            source = null;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = Source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
