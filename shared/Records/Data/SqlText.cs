using System.Runtime.CompilerServices;

namespace Tyokyky.Records;

/// <summary>The text of a statement as a path through the literals that the compiler emitted for it, so that it is put together once.</summary>
internal sealed class SqlText
{
    private static readonly object Hole = new();

    private readonly SqlText? parent;
    private readonly string piece;
    private readonly int holes;
    private readonly Lock gate = new();
    private volatile KeyValuePair<object, SqlText>[] children = [];
    private volatile ConditionalWeakTable<object, SqlText>? manyChildren;
    private string? text;
    private string? guarded;
    private string? guardedAbsence;
    private string? fenced;

    private SqlText(SqlText? parent, string piece, int holes) => (this.parent, this.piece, this.holes) = (parent, piece, holes);

    public static SqlText Root { get; } = new(null, "", 0);

    public string Text => text ??= parent is null ? piece : string.Concat(parent.Text, piece);

    public string Guarded => guarded ??= $"WITH g AS ({Text} RETURNING 1) SELECT tyokyky_guard(count(*)) FROM g";

    public string Fenced => fenced ??= $"SELECT tyokyky_guard(count(*)) FROM ({Text}) AS f";

    public string GuardedAbsence => guardedAbsence ??= $"SELECT tyokyky_guard(CASE WHEN EXISTS ({Text}) THEN 0 ELSE 1 END)";

    public SqlText Then(string literal) => Child(literal) ?? AddChild(literal, new SqlText(this, literal, holes));

    public SqlText ThenParameter() => Child(Hole) ?? AddChild(Hole, new SqlText(this, $"${holes + 1}", holes + 1));

    // By identity, not by value: a literal is one object for the life of the process.
    private SqlText? Child(object key)
    {
        if (manyChildren is { } many) { return many.TryGetValue(key, out var found) ? found : null; }
        foreach (var (piece, child) in children)
        {
            if (ReferenceEquals(piece, key)) { return child; }
        }

        return null;
    }

    private SqlText AddChild(object key, SqlText child)
    {
        lock (gate)
        {
            if (Child(key) is { } raced) { return raced; }
            if (manyChildren is { } many)
            {
                many.Add(key, child);
            }
            else if (children.Length < 8)
            {
                children = [.. children, new(key, child)];
            }
            else
            {
                var table = new ConditionalWeakTable<object, SqlText> { { key, child } };
                foreach (var (piece, known) in children) { table.Add(piece, known); }
                manyChildren = table;
            }

            return child;
        }
    }
}
