using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Gives committed facts their positions, and commits that before anything is published.</summary>
internal sealed class Sequencer(LogStore log, LogSignals signals, IOptions<EventLogOptions> options, ILogger<Sequencer> logger) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Numbers all that waits now.</summary>
    public async Task NumberAsync(CancellationToken cancel)
    {
        var most = options.Value.Batch;
        int? given;
        do
        {
            using var activity = EventLogTelemetry.Activities.StartActivity("tyokyky.sequence");
            given = await log.NumberAsync(most, cancel);
            activity?.SetTag("tyokyky.facts", given);
            activity?.Stop();
            if (given > 0) { signals.Publish.Set(); }
        }
        while (given == most);

        // Another replica has the lock, and may have looked before our commit.
        if (given is null) { signals.Number.Set(); }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await signals.Number.WaitAsync(options.Value.Poll, stoppingToken) || await IsBehindAsync(stoppingToken))
                {
                    await NumberAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                EventLogMessages.SequenceFailed(logger, FailureKind.Of(failure));
                await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                signals.Number.Set();
            }
        }
    }

    private async Task<bool> IsBehindAsync(CancellationToken cancel)
    {
        using var silently = EventLogTelemetry.Silently();
        var (unnumbered, unpublished) = await log.LookAsync(cancel);
        if (unpublished) { signals.Publish.Set(); }
        return unnumbered;
    }
}
