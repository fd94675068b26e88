using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tyokyky.EventLog;

/// <summary>How recent this service's knowledge of another is.</summary>
public interface ISourceCurrency
{
    /// <summary>The latest time up to which every fact of the source has taken effect (or is parked) here; null when not yet known.</summary>
    DateTimeOffset? CurrentAt(string source);
}

/// <summary>Runs the loop of each source.</summary>
internal sealed class Subscribers(
    Subscriptions subscriptions, SubscriptionStore store, FactApplier applier, ParkedFacts parked, IFeed feed, IOptions<EventLogOptions> options,
    TimeProvider time, ILogger<Subscriber> logger) : BackgroundService, ISourceCurrency
{
    private readonly Lazy<IReadOnlyList<Subscriber>> all = new(() =>
    {
        var tools = new SubscriberTools(store, applier, parked, feed, options.Value, time, logger);
        return [.. subscriptions.All.Select(subscription => new Subscriber(subscription, tools))];
    });

    public IReadOnlyList<Subscriber> All => all.Value;

    public DateTimeOffset? CurrentAt(string source) => All.FirstOrDefault(subscriber => subscriber.Source == source)?.View.CurrentAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(All.Select(subscriber => subscriber.RunAsync(stoppingToken)));
    }
}
