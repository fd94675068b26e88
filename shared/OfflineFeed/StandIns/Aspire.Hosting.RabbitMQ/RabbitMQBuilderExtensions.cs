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
        builder.WithAnnotation(new DataVolume(name ?? $"{builder.Resource.Name}-data", BindPath: null));

    /// <summary>Keeps the broker's data in a folder.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataBindMount(this IResourceBuilder<RabbitMQServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithAnnotation(new DataVolume(Name: null, Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory)));

    // A broker that listens answers the protocol header with Connection.Start; before that its port is closed.
    private static async Task<HealthCheckResult> CheckAsync(RabbitMQServerResource broker, CancellationToken cancel)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(3));
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", broker.PrimaryEndpoint.Port, limit.Token);
            var stream = client.GetStream();
            await stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), limit.Token);
            var answer = new byte[11];
            await stream.ReadExactlyAsync(answer, limit.Token);
            return answer is [1, 0, 0, _, _, _, _, 0, 10, 0, 10] ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The port does not speak AMQP 0-9-1.");
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(failure.Message, failure);
        }
    }
}
