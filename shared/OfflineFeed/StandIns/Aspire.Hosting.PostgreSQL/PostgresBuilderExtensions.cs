using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Aspire.Hosting;

/// <summary>PostgreSQL servers and databases; here this machine's own PostgreSQL instead of a container.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>Adds a server.</summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var server = new PostgresServerResource(name, userName?.Resource, password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password"));
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().AddAsyncCheck(check, cancel => CheckAsync(server, cancel));
        return builder.AddResource(server)
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: "tcp", port: port))
            .WithAnnotation(new LocalProgram((context, cancel) => PostgresProgram.PrepareAsync(server, context, cancel)) { Retries = 10 })
            .WithHealthCheck(check)
            .WithIconName("DatabaseMultiple");
    }

    /// <summary>Adds a database, created when the server is up.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        var check = $"{name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddAsyncCheck(check, cancel => CheckAsync(database, cancel));
        return builder.ApplicationBuilder.AddResource(database)
            .WithAnnotation(new Appearance("PostgresDatabaseResource", [new("resource.source", database.DatabaseName)]))
            .WithAnnotation(new WaitOn(builder.Resource, WaitKind.Healthy))
            .WithAnnotation(new Activation((_, logger, cancel) => PostgresProgram.CreateDatabaseAsync(database, logger, cancel)))
            .WithHealthCheck(check)
            .WithIconName("Database");
    }

    /// <summary>Keeps the server's data from run to run.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithAnnotation(new DataVolume(name ?? $"{builder.Resource.Name}-data"));

    private static async Task<HealthCheckResult> CheckAsync(IResourceWithConnectionString resource, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{await resource.GetConnectionStringAsync(cancel)};Pooling=false;Timeout=3");
            await connection.OpenAsync(cancel);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            return HealthCheckResult.Unhealthy(failure.Message, failure);
        }
    }
}
