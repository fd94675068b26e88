using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Dashboard;

/// <summary>Serves the resources to the dashboard, and to nobody without the key.</summary>
internal sealed class DashboardServer(
    DistributedApplicationModel model,
    LocalHostOptions options,
    ResourceNotificationService notifications,
    ResourceLoggerService consoles,
    ResourceCommandService commands,
    IConfiguration configuration) : IAsyncDisposable
{
    private const string KeyHeader = "x-resource-service-api-key";
    private WebApplication? server;

    public async Task<string> StartAsync(CancellationToken cancel)
    {
        var address = new Uri(configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] is { Length: > 0 } configured ? configured : $"http://localhost:{Ports.Free()}");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = options.AppHostDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, address.Port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new DashboardGrpcService(options, model, notifications, consoles, commands));
        builder.Logging.SetMinimumLevel(LogLevel.None);

        server = builder.Build();
        var key = Encoding.UTF8.GetBytes(configuration["AppHost:ResourceService:ApiKey"]!);
        server.Use((context, next) =>
        {
            var given = Encoding.UTF8.GetBytes(context.Request.Headers[KeyHeader].ToString());
            if (CryptographicOperations.FixedTimeEquals(given, key))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        server.MapGrpcService<DashboardGrpcService>();
        try
        {
            await server.StartAsync(cancel);
        }
        catch (IOException taken)
        {
            throw new DistributedApplicationException($"Port {address.Port}, wanted by the resource service (ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL), is taken by another program.", taken);
        }

        return $"http://localhost:{address.Port}";
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await server.StopAsync(limit.Token);
            await server.DisposeAsync();
        }
    }
}
