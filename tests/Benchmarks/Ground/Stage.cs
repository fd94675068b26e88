using System.Globalization;
using Npgsql;
using Tyokyky.Benchmarks.Measuring;
using Tyokyky.TestKit;

namespace Tyokyky.Benchmarks.Ground;

/// <summary>A PostgreSQL of the benchmark's own, the neighbours, and services started on them as real processes.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const string AppPassword = "only-for-benchmarks";

    private readonly string folder = Directory.CreateTempSubdirectory("tyokyky-bench-").FullName;
    private readonly List<IAsyncDisposable> started = [];
    private readonly List<string> databases = [];

    private Stage()
    {
    }

    public Neighbours Neighbours { get; private set; } = null!;

    /// <summary>The server's CPU time, with all its backends.</summary>
    public CpuMeter Postgres { get; private set; } = null!;

    public static async Task<Stage> SetAsync()
    {
        var stage = new Stage { Neighbours = await Neighbours.StartAsync() };
        await using var source = NpgsqlDataSource.Create(await PostgresServer.ConnectionStringAsync());
        await using var command = source.CreateCommand("SHOW data_directory");
        var data = (string)(await command.ExecuteScalarAsync())!;
        var server = int.Parse((await File.ReadAllLinesAsync(Path.Combine(data, "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        stage.Postgres = new CpuMeter("PostgreSQL", () => Cpu.OfFamily(server), () => TimeSpan.Zero);
        return stage;
    }

    /// <summary>Makes a service's database with the service's own migrations.</summary>
    public async Task<Database> MigrateAsync(string service, string program)
    {
        await PostgresServer.ExecuteAsync($"CREATE DATABASE {service}");
        databases.Add(service);
        var owner = await PostgresServer.ConnectionStringAsync(service);
        await ServiceProcess.RunAsync(program, new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            [$"ConnectionStrings:{service}-owner"] = new NpgsqlConnectionStringBuilder(owner) { Pooling = false }.ConnectionString,
            ["Records:AppPassword"] = AppPassword,
        }, "migrate");
        return Keep(new Database(service, owner));
    }

    /// <summary>A copy with the same tables, indexes and rows.</summary>
    public async Task<Database> CopyAsync(Database database, string name)
    {
        await database.CloseAsync();
        await PostgresServer.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {database.Name}");
        databases.Add(name);
        return Keep(new Database(name, await PostgresServer.ConnectionStringAsync(name)));
    }

    /// <summary>How the service itself connects to a database of its kind.</summary>
    public static async Task<string> AppConnectionAsync(string service, string database) =>
        new NpgsqlConnectionStringBuilder(await PostgresServer.ConnectionStringAsync(database)) { Username = service + "_app", Password = AppPassword }.ConnectionString;

    /// <summary>Starts a service as it runs in production, but for the environment's name: synthetic codes and local tokens are for Development.</summary>
    public async Task<ServiceProcess> StartAsync(string service, string program, bool traced, IDictionary<string, string>? more = null)
    {
        var (grpc, http) = (FreePort.Find(), FreePort.Find());
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            [$"ConnectionStrings:{service}"] = await AppConnectionAsync(service, service),
            ["ConnectionStrings:rabbitmq"] = "",
            ["Records:KeyFile"] = Path.Combine(folder, service + "-keys.json"),
            ["Authentication:Authority"] = Neighbours.Address,
            ["Authentication:ClientId"] = "service:" + service,
            ["Authentication:ClientSecret"] = "unused",
            ["Kestrel:Endpoints:grpc:Url"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{grpc}"),
            ["Kestrel:Endpoints:http:Url"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{http}"),
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = traced ? Neighbours.Address : "",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = service,
        };
        foreach (var source in new[] { "referrals", "team", "coaching", "employers" })
        {
            settings[$"services:{source}:grpc:0"] = Neighbours.Feed;
        }

        foreach (var (name, value) in more ?? new Dictionary<string, string>())
        {
            settings[name] = value;
        }

        using var client = new HttpClient();
        return await Keep(ServiceProcess.Start(program, settings, grpc)).ReadyAsync(async () =>
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{http}/health"));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    /// <summary>Ends it with the stage, before what was there earlier.</summary>
    public T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        started.Add(part);
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = started.Count - 1; i >= 0; i--)
        {
            await started[i].DisposeAsync();
        }

        foreach (var name in databases)
        {
            await PostgresServer.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
        }

        await Neighbours.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
