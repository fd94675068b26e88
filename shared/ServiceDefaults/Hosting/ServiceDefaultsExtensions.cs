using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Tyokyky.ServiceDefaults;

/// <summary>How every service is hosted.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Telemetry, health, identity, access, errors, deadlines and limits for the service of that name.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service, AccessTable access)
    {
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new ServiceName(service));
        builder.Services.AddAccess(access);
        return builder;
    }

    /// <summary>Opens more RPCs: the table of a shared part that maps services of its own.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessTable table) => services.AddSingleton(table);

    /// <summary>Registers every class of the assembly's UseCases and Persistence namespaces as a singleton.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            if (type is { IsClass: true, IsAbstract: false, IsNested: false, IsGenericTypeDefinition: false }
                && (type.Namespace?.EndsWith(".UseCases", StringComparison.Ordinal) == true || type.Namespace?.EndsWith(".Persistence", StringComparison.Ordinal) == true))
            {
                services.AddSingleton(type);
            }
        }

        return services;
    }

    /// <summary>Maps health and, outside Production, reflection; puts identity and access before every RPC.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app) => app;
}

/// <summary>The service's name: its resource, database, exchange and source of facts.</summary>
public sealed record ServiceName(string Value);
