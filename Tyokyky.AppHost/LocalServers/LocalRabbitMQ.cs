using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Tyokyky.AppHost.LocalServers;

/// <summary>This machine's RabbitMQ (rabbitmq.sh).</summary>
internal sealed class LocalRabbitMQ(string name, ParameterResource password, string folder) : LocalServer(name, folder)
{
    public const string User = "guest";

    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"amqp://{User}:{password}@{Endpoint.Property(EndpointProperty.Host)}:{Endpoint.Property(EndpointProperty.Port)}");
}

internal static class LocalRabbitMQExtensions
{
    public static IResourceBuilder<LocalRabbitMQ> AddLocalRabbitMQ(
        this IDistributedApplicationBuilder builder, string name, ParameterResource password, int? port, string folder)
    {
        var server = new LocalRabbitMQ(name, password, folder);
        var key = $"{name}_check";
        IConnection? connection = null; // kept, and mended by the client itself
        builder.Services.AddHealthChecks().AddRabbitMQ(async _ => connection ??= await ConnectAsync(server), key);
        return builder.AddLocalServer(server, "rabbitmq.sh", port, "MailMultiple", key)
            .WithEnvironment("RABBITMQ_DEFAULT_USER", LocalRabbitMQ.User)
            .WithEnvironment("RABBITMQ_DEFAULT_PASS", password);
    }

    private static async Task<IConnection> ConnectAsync(LocalRabbitMQ server) =>
        await new ConnectionFactory { Uri = new Uri((await server.ConnectionStringExpression.GetValueAsync(default))!) }.CreateConnectionAsync();
}
