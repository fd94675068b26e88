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

    /// <summary>What a decision may rest on, for it is looked at again in the commit: still as it was read, until the commit's end.</summary>
    /// <param name="fence">The rows that must still be there, locked: one of them, or nothing of the commit happens and the call is decided anew.</param>
    public GuardedQuery<T> Fenced(Func<T, Sql> fence) => new(this, fence);

    /// <summary>What a decision may rest on although nothing looks at it again, and <paramref name="why"/>.</summary>
    public GuardedQuery<T> Unguarded(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new GuardedQuery<T>(this);
    }

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

/// <summary>A query whose answer may be decided upon: what it answered is fenced in the commit, or it is said why it need not be.</summary>
public sealed class GuardedQuery<T> : Query<T>
{
    private readonly Query<T> inner;

    internal GuardedQuery(Query<T> inner, Func<T, Sql>? fence = null)
        : base(inner.Sql) => (this.inner, Fence) = (inner, fence);

    internal Func<T, Sql>? Fence { get; }

    internal override ValueTask<T?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancel) =>
        inner.ReadAsync(reader, cancel);
}

/// <summary>The query that need not be asked.</summary>
public static class Query
{
    private static readonly Sql nothing = $"SELECT WHERE false";

    /// <summary>Finds nothing: for what a request does not name. A load does not even ask.</summary>
    public static Query<T> Nothing<T>() => new(nothing, static _ => default!);

    internal static bool IsNothing(Sql sql) => ReferenceEquals(sql, nothing);
}
