namespace Tyokyky.AppHost.LocalServers;

/// <summary>A server of this machine's own: a script stands for an image's entrypoint, and keeps the data in the working folder.</summary>
internal abstract class LocalServer(string name, string workingDirectory) : ExecutableResource(name, "bash", workingDirectory), IResourceWithConnectionString
{
    private EndpointReference? endpoint;

    public EndpointReference Endpoint => endpoint ??= new EndpointReference(this, "tcp");

    public abstract ReferenceExpression ConnectionStringExpression { get; }
}

internal static class LocalServerExtensions
{
    public static IResourceBuilder<T> AddLocalServer<T>(
        this IDistributedApplicationBuilder builder, T server, string script, int? port, string icon, string healthCheck)
        where T : LocalServer =>
        builder.AddResource(server)
            .WithArgs(Path.Combine(builder.AppHostDirectory, nameof(LocalServers), script))
            .WithEndpoint(port: port, targetPort: port, scheme: "tcp", name: "tcp", isProxied: false)
            .WithEnvironment("SERVER_PORT", server.Endpoint.Property(EndpointProperty.Port))
            .WithHealthCheck(healthCheck)
            .WithIconName(icon);
}
