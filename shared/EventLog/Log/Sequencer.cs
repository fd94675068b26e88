using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Gives committed facts their positions, and commits that before anything is published.</summary>
internal sealed class Sequencer(
    LogStore log, LogSignals signals, IOptions<EventLogOptions> options, TimeProvider time, ILogger<Sequencer> logger) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan others = TimeSpan.FromMilliseconds(5);

    /// <summary>Numbers all that waits now.</summary>
    public async Task NumberAsync(CancellationToken cancel)
    {
        var most = options.Value.Batch;
        var cause = signals.TakeCause();
        int? given;
        do
        {
            using var activity = EventLogTelemetry.Activities.StartActivity("tyokyky.sequence", ActivityKind.Internal, cause?.Context ?? default);
            given = await log.NumberAsync(most, cancel);
            activity?.SetTag("tyokyky.facts", given);
            activity?.Stop();
            if (given > 0) { signals.Publish.Set(); }
        }
        while (given == most);

        // Another replica has the lock, and may have looked before our commit: again, when it has had time to end.
        if (given is null)
        {
            await Task.Delay(others, time, cancel);
            signals.Recorded(cause);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whatever an earlier process left behind, however long ago.
        signals.Number.Set();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signals.Number.WaitAsync(Timeout.InfiniteTimeSpan, stoppingToken);
                await NumberAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                EventLogMessages.SequenceFailed(logger, FailureKind.Of(failure));
                await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                signals.Number.Set();
            }
        }
    }
}
