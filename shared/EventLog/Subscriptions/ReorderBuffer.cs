namespace Tyokyky.EventLog;

/// <summary>A fact as the broker brought it, with the id of the fact before it.</summary>
internal sealed record Arrival(AnyFact Fact, Guid PreviousId);

/// <summary>Puts what the broker lost, repeated and reordered into order again, as far as it has it. Bounded.</summary>
internal sealed class ReorderBuffer(int capacity)
{
    private readonly Dictionary<long, Arrival> _held = [];
    private readonly SortedSet<long> _positions = [];
    private readonly Lock _lock = new();

    /// <summary>Takes a fact in. When full, the one farthest ahead goes: the feed will bring it.</summary>
    public void Offer(Arrival arrival)
    {
        lock (_lock)
        {
            var position = arrival.Fact.Position;
            _held[position] = arrival;
            _positions.Add(position);
            if (_held.Count > capacity) { Drop(_positions.Max); }
        }
    }

    /// <summary>The facts that follow the cursor without a gap, each proving the one before.</summary>
    public IReadOnlyList<AnyFact> Follow(Cursor cursor, int most)
    {
        lock (_lock)
        {
            DropThrough(cursor.Position);
            List<AnyFact>? run = null;
            while ((run?.Count ?? 0) < most && Successor(cursor) is { } next)
            {
                (run ??= []).Add(next);
                cursor = next.Cursor;
            }

            return run ?? [];
        }
    }

    /// <summary>True when facts are held but the cursor's successor is missing or belongs to another log.</summary>
    public bool HasGap(Cursor cursor)
    {
        lock (_lock)
        {
            DropThrough(cursor.Position);
            return _held.Count > 0 && Successor(cursor) is null;
        }
    }

    /// <summary>The first and the farthest fact held beyond the cursor.</summary>
    public (AnyFact First, AnyFact Farthest)? Ahead(Cursor cursor)
    {
        lock (_lock)
        {
            DropThrough(cursor.Position);
            return _held.Count == 0 ? null : (_held[_positions.Min].Fact, _held[_positions.Max].Fact);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _held.Clear();
            _positions.Clear();
        }
    }

    private AnyFact? Successor(Cursor cursor) =>
        _held.TryGetValue(cursor.Position + 1, out var next) && next.PreviousId == cursor.EventId ? next.Fact : null;

    private void DropThrough(long position)
    {
        while (_positions.Count > 0 && _positions.Min <= position) { Drop(_positions.Min); }
    }

    private void Drop(long position)
    {
        _held.Remove(position);
        _positions.Remove(position);
    }
}
