using System.Collections.Concurrent;

namespace Tyokyky.FaultTests.Injection;

/// <summary>The faults that really happened.</summary>
internal sealed class FaultLog
{
    public const string KilledHard = "killed with -9";
    public const string BrokerKilled = "broker killed";
    public const string BrokerWiped = "broker killed and wiped";
    public const string PostgresStopped = "PostgreSQL stopped immediately";

    private readonly ConcurrentDictionary<string, int> kinds = new();
    private readonly ConcurrentDictionary<Point, int> points = new();
    private int count;

    public int Count => Volatile.Read(ref count);

    public IReadOnlyList<Point> Missing => [.. Point.All.Where(point => !points.ContainsKey(point))];

    public IReadOnlyDictionary<string, int> Kinds => kinds;

    public void Add(Point point)
    {
        points.AddOrUpdate(point, 1, (_, before) => before + 1);
        Interlocked.Increment(ref count);
    }

    public void Add(string kind)
    {
        kinds.AddOrUpdate(kind, 1, (_, before) => before + 1);
        Interlocked.Increment(ref count);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n',
        points.OrderBy(point => Point.All.ToList().IndexOf(point.Key)).Select(point => $"{point.Value,4}  {point.Key}")
            .Concat(kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value,4}  {kind.Key}")));
}
