using Microsoft.Extensions.Options;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>One inbox per source that this service subscribes to.</summary>
internal sealed class Inboxes(IEnumerable<SubscriptionBuilder> builders, IOptions<EventLogOptions> options)
{
    public IReadOnlyList<Inbox> All { get; } = [.. builders.Select(builder => new Inbox(builder.Source, options.Value.ReorderCapacity))];

    public Inbox Of(string source) => All.First(inbox => inbox.Source == source);
}

/// <summary>Everything that this service subscribes to.</summary>
internal sealed class Subscriptions(IEnumerable<SubscriptionBuilder> builders, IServiceProvider services, Inboxes inboxes)
{
    // Built late: reactions may need what needs the event log.
    private readonly Lazy<IReadOnlyList<Subscription>> all = new(() => [.. builders.Select(builder => builder.Build(services, inboxes.Of(builder.Source)))]);

    public IReadOnlyList<Subscription> All => all.Value;

    public IReadOnlyList<IProjection> Projections =>
        [.. All.SelectMany(subscription => subscription.Handlers).Select(handler => handler.Projection).OfType<IProjection>().Distinct()];

    public IEnumerable<Subscription> Of(IProjection projection) =>
        All.Where(subscription => subscription.Handlers.Any(handler => handler.Projection == projection));

    public Subscription Find(string source) =>
        All.FirstOrDefault(subscription => subscription.Source == source)
        ?? throw new DomainException(ErrorKind.NotFound, "UNKNOWN_SOURCE",
            All.Count == 0
                ? "This service subscribes to no other."
                : $"This service does not subscribe to {source}; it does to: {string.Join(", ", All.Select(subscription => subscription.Source))}.",
            ("source", source));
}
