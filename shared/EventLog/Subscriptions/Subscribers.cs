using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tyokyky.EventLog;

/// <summary>How recent this service's knowledge of another is.</summary>
public interface ISourceCurrency
{
    /// <summary>
    /// The latest time up to which every fact of the source has taken effect (or is parked) here; null when not yet known, or while one of
    /// the source's projections is still to be rebuilt.
    /// </summary>
    DateTimeOffset? CurrentAt(string source);

    /// <summary>
    /// Asks the source at once, until every fact that it had at that time has taken effect (or is parked) here; false when that takes longer than
    /// <paramref name="patience"/>, or while the projection that is read afterwards is still to be rebuilt.
    /// </summary>
    Task<bool> BecomesCurrentAsync(string source, IProjection projection, DateTimeOffset at, TimeSpan patience, CancellationToken cancel);

    /// <summary>True when a fact of one of these order keys waits parked: what is known of it is behind.</summary>
    Task<bool> IsParkedAsync(string source, string[] orderKeys, CancellationToken cancel);
}

/// <summary>Runs the loop of each source.</summary>
internal sealed class Subscribers(
    Subscriptions subscriptions, SubscriptionStore store, FactApplier applier, ParkedFacts parked,
    IFeed feed, ProjectionReplays replays, IOptions<EventLogOptions> options,
    TimeProvider time, ILogger<Subscriber> logger) : BackgroundService, ISourceCurrency
{
    private readonly Lazy<IReadOnlyList<Subscriber>> all = new(() =>
    {
        var tools = new SubscriberTools(store, applier, parked, feed, options.Value, time, logger);
        return [.. subscriptions.All.Select(subscription => new Subscriber(subscription, tools))];
    });

    public IReadOnlyList<Subscriber> All => all.Value;

    public DateTimeOffset? CurrentAt(string source) =>
        All.FirstOrDefault(subscriber => subscriber.Source == source) is { } found && !replays.Awaits(found.Projections) ? found.View.CurrentAt : null;

    public async Task<bool> BecomesCurrentAsync(string source, IProjection projection, DateTimeOffset at, TimeSpan patience, CancellationToken cancel) =>
        await All.Single(subscriber => subscriber.Source == source).BecomesCurrentAsync(at, patience, cancel) && !replays.Awaits([projection]);

    public Task<bool> IsParkedAsync(string source, string[] orderKeys, CancellationToken cancel) => parked.IsParkedAsync(source, orderKeys, cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(All.Select(subscriber => subscriber.RunAsync(stoppingToken)));
    }
}
