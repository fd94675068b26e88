using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Looks at the whole log now and then, for health and metrics: neither asks the database for itself.</summary>
internal sealed class StatusWatch : BackgroundService
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(2);
    private readonly LogStore log;
    private readonly LogSignals signals;
    private readonly Subscribers subscribers;
    private readonly TimeProvider time;
    private readonly ILogger<StatusWatch> logger;
    private volatile LogFigures? figures;

    public StatusWatch(LogStore log, LogSignals signals, Subscribers subscribers, IMeterFactory meters, TimeProvider time, ILogger<StatusWatch> logger)
    {
        (this.log, this.signals, this.subscribers, this.time, this.logger) = (log, signals, subscribers, time, logger);
        var meter = meters.Create(EventLogTelemetry.Name);
        meter.CreateObservableGauge("tyokyky.eventlog.unpublished", () => figures?.Unpublished ?? 0, "{fact}", "Facts that the broker has not confirmed.");
        meter.CreateObservableGauge("tyokyky.eventlog.lag", Lags, "s", "Age of the oldest fact of a source that is known and not applied.");
        meter.CreateObservableGauge("tyokyky.eventlog.parked", Parked, "{fact}", "Facts of a source that could not take effect.");
    }

    public LogFigures? Figures => figures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var silently = EventLogTelemetry.Silently();
                var seen = await log.FiguresAsync(stoppingToken);
                figures = seen;
                // Facts of an earlier month are seen from here alone.
                if (seen.Unnumbered > 0) { signals.Number.Set(); }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                var kind = FailureKind.Of(failure);
                EventLogMessages.StatusFailed(logger, kind);
            }

            await Task.Delay(interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IEnumerable<Measurement<double>> Lags() =>
        subscribers.All.Select(subscriber =>
            new Measurement<double>(subscriber.View.Lag(time.GetUtcNow()).TotalSeconds, new KeyValuePair<string, object?>("source", subscriber.Source)));

    private IEnumerable<Measurement<long>> Parked() =>
        subscribers.All.Select(subscriber =>
            new Measurement<long>(subscriber.View.Parked.Facts, new KeyValuePair<string, object?>("source", subscriber.Source)));
}
