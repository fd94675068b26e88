using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

// None of these makes a service unready: facts wait in the log, and the service answers meanwhile. Each says what mends it.

internal sealed class BrokerHealthCheck(BrokerBus broker, ServiceName service) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !broker.IsConfigured
            ? HealthCheckResult.Degraded(
                "No broker is configured (ConnectionStrings:rabbitmq); facts travel by the feed, more slowly. Set it and restart the service.")
        : broker.IsReady ? HealthCheckResult.Healthy("Connected.")
        : HealthCheckResult.Degraded(
            $"No connection to the broker; facts travel by the feed, more slowly. Start the resource rabbitmq; then `./run ops {service.Value} status` says broker_connected."));
}

internal sealed class LogHealthCheck(StatusWatch watch, ServiceName service, IOptions<EventLogOptions> options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        watch.Figures is not { } figures ? HealthCheckResult.Healthy("Starting.")
        : figures.OldestUnpublishedAt is { } oldest && time.GetUtcNow() - oldest > options.Value.LagLimit
            ? HealthCheckResult.Degraded(
                $"{figures.Unpublished} facts wait for the broker since {oldest:O}. Start the resource rabbitmq; `./run ops {service.Value} status` shows them go.")
        : HealthCheckResult.Healthy($"Head {figures.Head}, published {figures.Published}."));
}

internal sealed class SubscriptionsHealthCheck(
    Subscribers subscribers, ServiceName service, IOptions<EventLogOptions> options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var ails = subscribers.All.Select(Ail).OfType<string>().ToList();
        return Task.FromResult(ails.Count == 0 ? HealthCheckResult.Healthy("All sources are followed.") : HealthCheckResult.Degraded(string.Join(' ', ails)));
    }

    private string? Ail(Subscriber subscriber)
    {
        var (source, view) = (subscriber.Source, subscriber.View);
        return view.Doing switch
        {
            Doing.Diverged =>
                $"{source}: halted at {view.Cursor.Position}, its log is no longer the one read before. Find out why, then: {Resolve(source, "last-common")}.",
            Doing.Expired =>
                $"{source}: halted at {view.Cursor.Position}, it has removed facts that were never read. Mend: {Resolve(source, "first-available")}.",
            Doing.TooManyParked =>
                $"{source}: halted, {view.Parked.Keys} keys are parked. Mend the cause, then `./run ops {service.Value} retry-parked --reason \"…\"`.",
            _ when view.Parked.Facts > 0 =>
                $"{source}: {view.Parked.Facts} facts of {view.Parked.Keys} keys are parked. See `./run ops {service.Value} list-parked`; mend with retry-parked or skip-parked.",
            _ when view.Lag(time.GetUtcNow()) > options.Value.LagLimit =>
                $"{source}: {view.LagFacts} facts behind. {view.Detail} See `./run ops {service.Value} status` and `./run ops {source} status`.",
            Doing.Retrying when view.CurrentAt is not { } at || time.GetUtcNow() - at > options.Value.LagLimit =>
                $"{source}: {view.Detail}; it repeats by itself. See `./run ops {source} status`.",
            _ => null,
        };
    }

    private string Resolve(string source, string resolution) =>
        $"`./run ops {service.Value} resolve-divergence --source {source} --resolution {resolution} --reason \"…\"`";
}
