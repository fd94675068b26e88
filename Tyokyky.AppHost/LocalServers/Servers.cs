using System.ComponentModel;
using System.Diagnostics;

namespace Tyokyky.AppHost.LocalServers;

/// <summary>
/// PostgreSQL and RabbitMQ: containers where a container runtime answers (and when publishing), else this machine's own programs, with the
/// same names, connection strings and health checks.
/// </summary>
internal static class Servers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Lazy<bool> ContainersRun = new(() => Answers("docker") || Answers("podman"));

    public static PostgresServer AddPostgresServer(
        this IDistributedApplicationBuilder builder, Place place, string name,
        IResourceBuilder<ParameterResource> password, int? port, params string[] arguments)
    {
        if (!IsLocal(builder))
        {
            var container = builder.AddPostgres(name, password: password, port: port).WithArgs(arguments);
            return new PostgresServer(
                (place.KeepsData ? container.WithDataVolume(place.Volume(name)) : container).GetEndpoint("tcp"),
                (database, inServer) => container.AddDatabase(database, inServer));
        }

        var server = builder.AddLocalPostgres(name, password.Resource, port, place.Folder(name)).WithArgs(arguments);
        return new PostgresServer(server.GetEndpoint("tcp"), (database, inServer) => server.AddDatabase(database, inServer));
    }

    public static IResourceBuilder<IResourceWithConnectionString> AddRabbitMQServer(
        this IDistributedApplicationBuilder builder, Place place, string name, IResourceBuilder<ParameterResource> password, int? port)
    {
        if (!IsLocal(builder))
        {
            var container = builder.AddRabbitMQ(name, password: password, port: port);
            return place.KeepsData ? container.WithDataVolume(place.Volume(name)) : container;
        }

        return builder.AddLocalRabbitMQ(name, password.Resource, port, place.Folder(name));
    }

    private static bool IsLocal(IDistributedApplicationBuilder builder) => builder.ExecutionContext.IsRunMode && !ContainersRun.Value;

    private static bool Answers(string runtime)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(runtime, "info") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process.WaitForExit(Patience) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // not installed
        }
    }
}

/// <summary>What the services need of a PostgreSQL server.</summary>
/// <param name="Endpoint">Where it listens.</param>
/// <param name="AddDatabase">Adds a database as a resource: its name as one, and in the server.</param>
internal sealed record PostgresServer(EndpointReference Endpoint, Func<string, string, IResourceBuilder<IResourceWithConnectionString>> AddDatabase);
