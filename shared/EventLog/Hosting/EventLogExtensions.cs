using Grpc.Net.ClientFactory;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>How a service records facts and takes those of others.</summary>
public static class EventLogExtensions
{
    /// <summary>The own log, its feed and the operations API; with <paramref name="configure"/>, subscriptions. Call after AddRecords.</summary>
    public static WebApplicationBuilder AddEventLog(this WebApplicationBuilder builder, Action<EventLogBuilder>? configure = null)
    {
        builder.AddMigrations("eventlog", typeof(EventLogExtensions).Assembly);
        var services = builder.Services;
        services.Configure<EventLogOptions>(builder.Configuration.GetSection("EventLog"));
        services.TryAddSingleton(TimeProvider.System);

        var log = new EventLogBuilder(builder);
        configure?.Invoke(log);
        foreach (var subscription in log.Subscriptions)
        {
            services.AddSingleton(subscription);
            builder.AddBackgroundClient<EventFeedService.EventFeedServiceClient>(subscription.Source, GrpcFeed.ClientOf(subscription.Source));
        }

        // Polling, numbering, publishing, looking and an operator's calls, and one per source.
        services.AddSingleton(provider => new EventLogDatabase(
            provider.GetRequiredService<IConfiguration>().GetConnectionString(provider.GetRequiredService<ServiceName>().Value) ?? "",
            5 + log.Subscriptions.Count));
        AddLog(services);
        AddSubscriptions(services);
        AddOperations(services);
        return builder;
    }

    /// <summary>Maps the feed, the operations API and, in Development, the business clock.</summary>
    public static WebApplication MapEventLog(this WebApplication app)
    {
        app.MapGrpcService<EventFeedGrpcService>();
        app.MapGrpcService<OperationsGrpcService>();
        return app.MapBusinessClock();
    }

    private static void AddLog(IServiceCollection services)
    {
        services.AddSingleton<LogSignals>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<LogSignals>());
        services.AddSingleton<LogStore>();
        services.AddSingleton<LogPages>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton(provider => new OwnLog(provider.GetRequiredService<FeedReader>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EventFeedGrpcService>();
        services.AddAccess(EventFeedGrpcService.Access);
        services.AddHostedService<LogPoll>();
        services.AddSingleton<Sequencer>().AddHostedService(provider => provider.GetRequiredService<Sequencer>());
        services.AddSingleton<BrokerBus>().AddHostedService(provider => provider.GetRequiredService<BrokerBus>());
        services.AddSingleton<IFactCarrier>(provider => provider.GetRequiredService<BrokerBus>());
        services.AddSingleton<Publisher>().AddHostedService(provider => provider.GetRequiredService<Publisher>());
    }

    private static void AddSubscriptions(IServiceCollection services)
    {
        services.AddSingleton<Inboxes>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<FactApplier>();
        services.AddSingleton<ParkedFacts>();
        // A service without subscriptions has no clients to make.
        services.AddSingleton<IFeed>(provider => new GrpcFeed(provider.GetRequiredService<GrpcClientFactory>, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Subscribers>().AddHostedService(provider => provider.GetRequiredService<Subscribers>());
        services.AddSingleton<ISourceCurrency>(provider => provider.GetRequiredService<Subscribers>());
        services.AddSingleton<ReplaySource>();
        services.AddSingleton<ProjectionRuns>();
        services.AddSingleton<ProjectionRebuild>();
        services.AddSingleton<Projections>().AddHostedService(provider => provider.GetRequiredService<Projections>());
        services.AddSingleton<ProjectionReplays>().AddHostedService(provider => provider.GetRequiredService<ProjectionReplays>());
        services.AddSingleton<DivergenceResolver>();
    }

    private static void AddOperations(IServiceCollection services)
    {
        services.AddSingleton<StatusWatch>().AddHostedService(provider => provider.GetRequiredService<StatusWatch>());
        services.AddSingleton<StatusReport>();
        services.AddSingleton<ParkedFactOperations>();
        services.AddSingleton<DueWorkOperations>();
        services.AddSingleton<ProjectionOperations>();
        services.AddSingleton<OperatorOperations>();
        services.AddSingleton<OperationsGrpcService>();
        services.AddAccess(OperationsGrpcService.Access);
        services.AddHealthChecks()
            .AddCheck<BrokerHealthCheck>("broker")
            .AddCheck<LogHealthCheck>("event-log")
            .AddCheck<SubscriptionsHealthCheck>("subscriptions");
    }
}

/// <summary>What a service subscribes to.</summary>
public sealed class EventLogBuilder
{
    private readonly WebApplicationBuilder builder;
    private readonly List<SubscriptionBuilder> subscriptions = [];

    internal EventLogBuilder(WebApplicationBuilder builder) => this.builder = builder;

    internal IReadOnlyList<SubscriptionBuilder> Subscriptions => subscriptions;

    /// <summary>Takes the facts of a source, from the first one it still has.</summary>
    public EventLogBuilder Subscribe(string source, Action<SubscriptionBuilder> on)
    {
        var subscription = new SubscriptionBuilder(builder, source);
        on(subscription);
        if (subscriptions.Exists(other => other.Source == source)) { throw new ArgumentException($"{source} is subscribed to twice.", nameof(source)); }
        subscriptions.Add(subscription);
        return this;
    }
}
