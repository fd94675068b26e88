using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>What a service does with one source's facts.</summary>
public sealed class SubscriptionBuilder
{
    private readonly WebApplicationBuilder builder;
    private readonly IServiceCollection services;
    private readonly List<Func<IServiceProvider, IReadOnlyList<FactHandler>>> handlers = [];

    internal SubscriptionBuilder(WebApplicationBuilder builder, string source)
    {
        this.builder = builder;
        services = builder.Services;
        Source = source;
    }

    internal string Source { get; }

    internal bool KeepsFacts { get; private set; }

    /// <summary>Acts on facts as a capability says, each once.</summary>
    public SubscriptionBuilder Reactions<TReactions>() where TReactions : class, IReactions
    {
        services.TryAddSingleton<TReactions>();
        handlers.Add(services => services.GetRequiredService<TReactions>().From(Source).Handlers);
        return this;
    }

    /// <summary>Remembers what the projection makes of the facts; it may subscribe to several sources.</summary>
    public SubscriptionBuilder Projection<TProjection>() where TProjection : class, IProjection
    {
        if (services.All(service => service.ServiceType != typeof(TProjection))) { services.AddSingleton<TProjection>(); }
        handlers.Add(services =>
        {
            var projection = services.GetRequiredService<TProjection>();
            return [new FactHandler(projection.Name, null, projection, projection.ApplyAsync)];
        });
        return this;
    }

    /// <summary>
    /// Follows which ids of clients are one person: for this service's own statements, the function <c>tyokyky_same_client(id)</c>; for clients'
    /// own tokens, <see cref="IClientIds"/>. Of the source that has the client register.
    /// </summary>
    public SubscriptionBuilder SameClients()
    {
        builder.AddMigrations("clients", typeof(SameClients).Assembly, "ClientMigrations");
        services.AddSingleton<IClientIds, ClientIds>();
        return Projection<SameClients>();
    }

    /// <summary>
    /// Follows which organisations are registered, and serves nobody who acts for another one. Of the source that has the register of organisations.
    /// </summary>
    public SubscriptionBuilder RegisteredOrganisations()
    {
        builder.AddMigrations("organisations", typeof(RegisteredOrganisations).Assembly, "OrganisationMigrations");
        services.AddSingleton<IRegisteredOrganisations>(provider => ActivatorUtilities.CreateInstance<OrganisationGate>(provider, Source));
        return Projection<RegisteredOrganisations>();
    }

    /// <summary>Keeps every fact verbatim; projections of this source are then rebuilt from here instead of from the source.</summary>
    public SubscriptionBuilder KeepVerbatim()
    {
        KeepsFacts = true;
        return this;
    }

    internal Subscription Build(IServiceProvider services, Inbox inbox) =>
        new(Source, KeepsFacts, [.. handlers.SelectMany(handler => handler(services))], inbox);
}

/// <summary>Something that a fact of one type (null: any that the projection wants) sets off.</summary>
internal sealed record FactHandler(string Name, string? Type, IProjection? Projection, Func<AnyFact, FactTransaction, CancellationToken, Task> HandleAsync)
{
    public bool Wants(AnyFact fact) => Type is null ? Projection!.Types is not { } types || types.Contains(fact.Type) : Type == fact.Type;
}

/// <summary>A source and what its facts set off here.</summary>
internal sealed record Subscription(string Source, bool KeepsFacts, IReadOnlyList<FactHandler> Handlers, Inbox Inbox);
