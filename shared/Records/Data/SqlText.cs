using System.Runtime.CompilerServices;

namespace Tyokyky.Records;

/// <summary>The text of a statement as a path through the literals that the compiler emitted for it, so that it is put together once.</summary>
internal sealed class SqlText
{
    private static readonly object Hole = new();

    private readonly SqlText? _parent;
    private readonly string _piece;
    private readonly int _holes;
    private readonly Lock _gate = new();
    private volatile KeyValuePair<object, SqlText>[] _children = [];
    private volatile ConditionalWeakTable<object, SqlText>? _manyChildren;
    private string? _text;
    private string? _guarded;

    private SqlText(SqlText? parent, string piece, int holes) => (_parent, _piece, _holes) = (parent, piece, holes);

    public static SqlText Root { get; } = new(null, "", 0);

    public string Text => _text ??= _parent is null ? _piece : string.Concat(_parent.Text, _piece);

    public string Guarded => _guarded ??= $"WITH g AS ({Text} RETURNING 1) SELECT tyokyky_guard(count(*)) FROM g";

    public SqlText Then(string literal) => Child(literal) ?? AddChild(literal, new SqlText(this, literal, _holes));

    public SqlText ThenParameter() => Child(Hole) ?? AddChild(Hole, new SqlText(this, $"${_holes + 1}", _holes + 1));

    // By identity, not by value: a literal is one object for the life of the process.
    private SqlText? Child(object key)
    {
        if (_manyChildren is { } many) { return many.TryGetValue(key, out var found) ? found : null; }
        foreach (var (piece, child) in _children)
        {
            if (ReferenceEquals(piece, key)) { return child; }
        }

        return null;
    }

    private SqlText AddChild(object key, SqlText child)
    {
        lock (_gate)
        {
            if (Child(key) is { } raced) { return raced; }
            if (_manyChildren is { } many)
            {
                many.Add(key, child);
            }
            else if (_children.Length < 8)
            {
                _children = [.. _children, new(key, child)];
            }
            else
            {
                var table = new ConditionalWeakTable<object, SqlText> { { key, child } };
                foreach (var (piece, known) in _children) { table.Add(piece, known); }
                _manyChildren = table;
            }

            return child;
        }
    }
}
