using System.Diagnostics;

namespace Tyokyky.Benchmarks.Measuring;

/// <summary>So many callers at once, each making its next call when the last one is answered.</summary>
internal static class Callers
{
    public static async Task<Work> CallAsync(int callers, TimeSpan length, Func<int, Task> call)
    {
        var started = Stopwatch.GetTimestamp();
        var calls = new long[callers];
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                await call(caller);
                calls[caller]++;
            }
        })));
        return new Work(calls.Sum(), Stopwatch.GetElapsedTime(started));
    }
}
