namespace Tyokyky.EventLog;

/// <summary>A fact as the broker brought it, with the id of the fact before it.</summary>
internal sealed record Arrival(AnyFact Fact, Guid PreviousId);

/// <summary>Puts what the broker lost, repeated and reordered into order again, as far as it has it. Bounded.</summary>
internal sealed class ReorderBuffer(int capacity)
{
    private readonly Dictionary<long, Arrival> held = [];
    private readonly SortedSet<long> positions = [];
    private readonly Lock gate = new();

    /// <summary>Takes a fact in. When full, the one farthest ahead goes: the feed will bring it.</summary>
    public void Offer(Arrival arrival)
    {
        lock (gate)
        {
            var position = arrival.Fact.Position;
            held[position] = arrival;
            positions.Add(position);
            if (held.Count > capacity) { Drop(positions.Max); }
        }
    }

    /// <summary>The facts that follow the cursor without a gap, each proving the one before.</summary>
    public IReadOnlyList<AnyFact> Follow(Cursor cursor, int most)
    {
        lock (gate)
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
        lock (gate)
        {
            DropThrough(cursor.Position);
            return held.Count > 0 && Successor(cursor) is null;
        }
    }

    /// <summary>The first and the farthest fact held beyond the cursor.</summary>
    public (AnyFact First, AnyFact Farthest)? Ahead(Cursor cursor)
    {
        lock (gate)
        {
            DropThrough(cursor.Position);
            return held.Count == 0 ? null : (held[positions.Min].Fact, held[positions.Max].Fact);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            held.Clear();
            positions.Clear();
        }
    }

    private AnyFact? Successor(Cursor cursor) =>
        held.TryGetValue(cursor.Position + 1, out var next) && next.PreviousId == cursor.EventId ? next.Fact : null;

    private void DropThrough(long position)
    {
        while (positions.Count > 0 && positions.Min <= position) { Drop(positions.Min); }
    }

    private void Drop(long position)
    {
        held.Remove(position);
        positions.Remove(position);
    }
}
