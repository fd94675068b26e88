namespace Tyokyky.TestKit;

/// <summary>For what happens by itself, soon.</summary>
public static class Eventually
{
    /// <summary>Waits until it holds; fails with <paramref name="what"/> after <paramref name="seconds"/>.</summary>
    public static async Task Holds(Func<Task<bool>> holds, string what, double seconds = 10)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(started).TotalSeconds > seconds) { throw new TimeoutException($"It never happened: {what}"); }
            await Task.Delay(20);
        }
    }
}
