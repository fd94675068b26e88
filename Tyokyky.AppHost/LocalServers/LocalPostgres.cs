using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Tyokyky.AppHost.LocalServers;

/// <summary>This machine's PostgreSQL (postgres.sh).</summary>
internal sealed class LocalPostgres(string name, ParameterResource password, string folder) : LocalServer(name, folder)
{
    public const string User = "postgres";

    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={Endpoint.Property(EndpointProperty.Host)};Port={Endpoint.Property(EndpointProperty.Port)};Username={User};Password={password}");
}

/// <summary>One of its databases, created when the server is ready.</summary>
internal sealed class LocalDatabase(
    string name, string inServer, LocalPostgres parent) : Resource(name), IResourceWithConnectionString, IResourceWithParent<LocalPostgres>
{
    private readonly TaskCompletionSource created = new();

    public LocalPostgres Parent => parent;

    /// <summary>Once it is there, it is there after a restart too.</summary>
    public Task Created => created.Task;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{parent.ConnectionStringExpression};Database={inServer}");

    public async Task CreateAsync(CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create($"{await parent.ConnectionStringExpression.GetValueAsync(cancel)};Database=postgres;Pooling=false");
        await using var find = source.CreateCommand("SELECT 1 FROM pg_database WHERE datname = $1");
        find.Parameters.AddWithValue(inServer);
        if (await find.ExecuteScalarAsync(cancel) is null)
        {
#pragma warning disable CA2100 // An identifier can't be a parameter; it is quoted.
            await using var create = source.CreateCommand($"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(inServer)}");
#pragma warning restore CA2100
            await create.ExecuteNonQueryAsync(cancel);
        }

        created.TrySetResult();
    }
}

internal static class LocalPostgresExtensions
{
    public static IResourceBuilder<LocalPostgres> AddLocalPostgres(
        this IDistributedApplicationBuilder builder, string name, ParameterResource password, int? port, string folder)
    {
        var server = new LocalPostgres(name, password, folder);
        return builder.AddLocalServer(server, "postgres.sh", port, "DatabaseMultiple", HealthCheck(builder, server, ";Database=postgres"))
            .WithEnvironment("POSTGRES_USER", LocalPostgres.User)
            .WithEnvironment("POSTGRES_PASSWORD", password)
            .OnResourceReady(async (_, _, cancel) =>
            {
                foreach (var database in builder.Resources.OfType<LocalDatabase>().Where(database => database.Parent == server))
                {
                    await database.CreateAsync(cancel);
                }
            });
    }

    public static IResourceBuilder<LocalDatabase> AddDatabase(this IResourceBuilder<LocalPostgres> server, string name, string inServer)
    {
        var builder = server.ApplicationBuilder;
        var database = new LocalDatabase(name, inServer, server.Resource);
        builder.Services.AddHostedServiceFirst(services => new StateOfParent(database, services.GetRequiredService<ResourceNotificationService>()));
        return builder.AddResource(database).WithHealthCheck(HealthCheck(builder, database)).WithIconName("Database");
    }

    private static string HealthCheck(IDistributedApplicationBuilder builder, IResourceWithConnectionString resource, string more = "")
    {
        var key = $"{resource.Name}_check";
        string? address = null;
        builder.Eventing.Subscribe<ConnectionStringAvailableEvent>(
            resource, async (_, cancel) => address = $"{await resource.GetConnectionStringAsync(cancel)}{more};Timeout=3;Pooling=false");
        builder.Services.AddHealthChecks().AddNpgSql(_ => address ?? throw new InvalidOperationException("It is not known yet where it listens."), name: key);
        return key;
    }
}
