using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Looks at the whole log now and then, for health and metrics: neither asks the database for itself.</summary>
internal sealed class StatusWatch : BackgroundService
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(2);
    private readonly LogStore _log;
    private readonly LogSignals _signals;
    private readonly Subscribers _subscribers;
    private readonly TimeProvider _time;
    private readonly ILogger<StatusWatch> _logger;
    private volatile LogFigures? _figures;

    public StatusWatch(LogStore log, LogSignals signals, Subscribers subscribers, IMeterFactory meters, TimeProvider time, ILogger<StatusWatch> logger)
    {
        (_log, _signals, _subscribers, _time, _logger) = (log, signals, subscribers, time, logger);
        var meter = meters.Create(EventLogTelemetry.Name);
        meter.CreateObservableGauge("tyokyky.eventlog.unpublished", () => _figures?.Unpublished ?? 0, "{fact}", "Facts that the broker has not confirmed.");
        meter.CreateObservableGauge("tyokyky.eventlog.lag", Lags, "s", "Age of the oldest fact of a source that is known and not applied.");
        meter.CreateObservableGauge("tyokyky.eventlog.parked", Parked, "{fact}", "Facts of a source that could not take effect.");
    }

    public LogFigures? Figures => _figures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var silently = EventLogTelemetry.Silently();
                var figures = await _log.FiguresAsync(stoppingToken);
                _figures = figures;
                // Facts of an earlier month are seen from here alone.
                if (figures.Unnumbered > 0) { _signals.Number.Set(); }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                var kind = FailureKind.Of(failure);
                EventLogMessages.StatusFailed(_logger, kind);
            }

            await Task.Delay(interval, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IEnumerable<Measurement<double>> Lags() =>
        _subscribers.All.Select(subscriber => new Measurement<double>(subscriber.View.Lag(_time.GetUtcNow()).TotalSeconds, new KeyValuePair<string, object?>("source", subscriber.Source)));

    private IEnumerable<Measurement<long>> Parked() =>
        _subscribers.All.Select(subscriber => new Measurement<long>(subscriber.View.Parked.Facts, new KeyValuePair<string, object?>("source", subscriber.Source)));
}
