using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tyokyky.AppHost;

internal static class HostedServices
{
    /// <summary>Starts before Aspire's own, whose start does not end while a resource still waits for another.</summary>
    public static void AddHostedServiceFirst(this IServiceCollection services, Func<IServiceProvider, IHostedService> create) =>
        services.Insert(0, ServiceDescriptor.Singleton(create));
}
