using System.Diagnostics;
using System.Globalization;

namespace Tyokyky.Run;

/// <summary>Lines that show that work goes on, with seconds since ./run began.</summary>
internal static class Progress
{
    private static readonly long Begun = Stopwatch.GetTimestamp();

    // ./run itself counted before this program started.
    private static readonly int Before =
        int.TryParse(Environment.GetEnvironmentVariable("TYOKYKY_RUN_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    public static int Seconds => Before + (int)Stopwatch.GetElapsedTime(Begun).TotalSeconds;

    public static void Say(string line) => Console.WriteLine($"[{Seconds,3}s] {line}");
}
