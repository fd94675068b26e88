using System.Globalization;

namespace Tyokyky.Run;

/// <summary>
/// When a part that ended by itself is started again: soon, then ever later, and no more once it ended too often, for then its cause needs a person.
/// The AppHost compiles this file too: it does so, and ./run tells it.
/// </summary>
internal sealed class Restarts(TimeProvider time)
{
    public const int Limit = 5;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private const string Planned = "; starts again in ";
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private readonly Queue<long> ends = [];

    /// <summary>How many ends of the last ten minutes are counted.</summary>
    public int Count => ends.Count;

    /// <summary>Counts an end, and says how long to wait before the start; null where it stays ended.</summary>
    public TimeSpan? NextWait()
    {
        while (ends.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
        {
            ends.Dequeue();
        }

        ends.Enqueue(time.GetTimestamp());
        return ends.Count > Limit ? null : FirstWait * Math.Pow(2, ends.Count - 1);
    }

    /// <summary>What stands after an ended resource's state.</summary>
    public string Words(TimeSpan? wait) => wait is { } soon
        ? string.Create(CultureInfo.InvariantCulture, $"{Planned}{soon.TotalSeconds:0} s ({Count} of {Limit})")
        : string.Create(CultureInfo.InvariantCulture, $"; stays ended: it was started again {Limit} times within {Window.TotalMinutes:0} minutes");

    /// <summary>True where such words say that somebody need not start it.</summary>
    public static bool ArePlanned(string state) => state.Contains(Planned, StringComparison.Ordinal);
}
