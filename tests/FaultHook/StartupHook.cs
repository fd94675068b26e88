using System.Diagnostics;
using System.Globalization;

/// <summary>Kills its process at the n-th start or stop of a named Activity: <c>TYOKYKY_FAULT="tyokyky.commit stop 7"</c>.</summary>
/// <remarks>The runtime looks for this name outside any namespace.</remarks>
internal static class StartupHook
{
    /// <summary>Called by the runtime before Main.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("TYOKYKY_FAULT")?.Split(' ') is not [var point, var edge, var count])
        {
            return;
        }

        var left = int.Parse(count, CultureInfo.InvariantCulture);
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Tyokyky.Records" or "Tyokyky.EventLog",
            // An Activity that nobody wants is not created.
            Sample = (ref _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = edge == "start" ? Pass : null,
            ActivityStopped = edge == "stop" ? Pass : null,
        });

        void Pass(Activity activity)
        {
            if (activity.OperationName == point && Interlocked.Decrement(ref left) == 0)
            {
                Console.Error.WriteLine($"fault: {point} {edge} {count}");
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }
}
