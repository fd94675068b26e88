using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>RabbitMQ brokers; here this machine's own RabbitMQ instead of a container.</summary>
public static class RabbitMQBuilderExtensions
{
    /// <summary>Adds a broker.</summary>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var broker = new RabbitMQServerResource(
            name, userName?.Resource, password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false));
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().AddAsyncCheck(check, cancel => CheckAsync(broker, cancel));
        return builder.AddResource(broker)
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "tcp", name: "tcp", port: port))
            .WithAnnotation(new LocalProgram((context, cancel) => RabbitMQProgram.PrepareAsync(broker, context, cancel)) { Retries = 5 })
            .WithHealthCheck(check)
            .WithIconName("Mailbox");
    }

    /// <summary>Keeps the broker's data from run to run.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithAnnotation(new DataVolume(name ?? $"{builder.Resource.Name}-data"));

    // The port opens when the broker is ready. It is not spoken to: the broker would log each talk that is broken off.
    private static async Task<HealthCheckResult> CheckAsync(RabbitMQServerResource broker, CancellationToken cancel)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(3));
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", broker.PrimaryEndpoint.Port, limit.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(failure.Message, failure);
        }
    }
}
