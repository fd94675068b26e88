using Npgsql;

namespace Tyokyky.Records;

/// <summary>A statement and how one of its rows becomes a <typeparamref name="T"/>.</summary>
public class Query<T>
{
    private readonly Func<NpgsqlDataReader, T>? map;

    public Query(Sql sql, Func<NpgsqlDataReader, T> map)
    {
        Sql = sql;
        this.map = map;
    }

    private protected Query(Sql sql) => Sql = sql;

    public Sql Sql { get; }

    /// <summary>The same statement, answering all its rows at once.</summary>
    public Query<IReadOnlyList<T>> All() => new AllRows<T>(this);

    internal T Map(NpgsqlDataReader reader) => map!(reader);

    /// <summary>Reads the current result set: its first row, or default.</summary>
    internal virtual async ValueTask<T?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(cancel) ? map!(reader) : default;
}

internal sealed class AllRows<T>(Query<T> rows) : Query<IReadOnlyList<T>>(rows.Sql)
{
    internal override async ValueTask<IReadOnlyList<T>?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var all = new List<T>();
        while (await reader.ReadAsync(cancel)) { all.Add(rows.Map(reader)); }
        return all;
    }
}
