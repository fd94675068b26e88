using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.TestKit;

namespace Tyokyky.FaultTests.Rig;

/// <summary>The real services as processes, on a PostgreSQL and a RabbitMQ that the tests may stop as they like.</summary>
internal sealed class Suite : IAsyncDisposable
{
    private const string Password = "only-for-tests";
    private static readonly (string Name, string Program)[] programs =
        [("referrals", "Referrals"), ("team", "WorkAbilityTeam"), ("coaching", "JobCoaching"), ("employers", "EmployerRelations"), ("metrics", "Metrics")];

    private readonly string folder = Directory.CreateTempSubdirectory("tyokyky-test-faults-").FullName;
    private readonly Dictionary<string, (int Grpc, int Http)> ports = programs.ToDictionary(program => program.Name, _ => (FreePort.Find(), FreePort.Find()));
    private readonly Dictionary<string, ServiceProcess> running = [];
    private readonly Dictionary<string, GrpcChannel> channels = [];
    private readonly Dictionary<string, string> tokens = [];
    private readonly int issuerPort = FreePort.Find();
    private ServiceProcess? issuer;

    private Suite(Postgres postgres, RabbitServer broker) => (Postgres, Broker) = (postgres, broker);

    public static IReadOnlyList<string> Services { get; } = [.. programs.Select(program => program.Name)];

    public Postgres Postgres { get; }

    public RabbitServer Broker { get; }

    public static async Task<Suite> StartAsync()
    {
        var suite = new Suite(await Postgres.StartNewAsync(), await RabbitServer.StartNewAsync());
        try
        {
            await suite.StartIssuerAsync();
            foreach (var (name, program) in programs)
            {
                await suite.ExecuteAsync("postgres", $"CREATE DATABASE {name}");
                await ServiceProcess.RunAsync(program, new Dictionary<string, string>
                {
                    ["ASPNETCORE_ENVIRONMENT"] = "Development",
                    [$"ConnectionStrings__{name}-owner"] = suite.Owner(name),
                    ["Records__AppPassword"] = Password,
                }, "migrate");
            }

            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a service that is not running; a fault is a point with its count, as the hook reads it.</summary>
    public ServiceProcess Start(string service, string? fault = null)
    {
        var environment = new Dictionary<string, string>(Common(service));
        if (fault is not null)
        {
            environment["DOTNET_STARTUP_HOOKS"] = Path.Combine(AppContext.BaseDirectory, "FaultHook.dll");
            environment["TYOKYKY_FAULT"] = fault;
        }

        var process = ServiceProcess.Start(programs.Single(program => program.Name == service).Program, environment, ports[service].Grpc);
        lock (running)
        {
            running[service] = process;
        }

        return process;
    }

    public ServiceProcess Running(string service)
    {
        lock (running)
        {
            return running[service];
        }
    }

    public Task ListensAsync(string service, CancellationToken cancel) => Running(service).ListensAsync(cancel);

    public GrpcChannel Channel(string service)
    {
        lock (channels)
        {
            return channels.TryGetValue(service, out var channel) ? channel : channels[service] = GrpcChannel.ForAddress($"http://127.0.0.1:{ports[service].Grpc}");
        }
    }

    /// <summary>A call of an example caller of the Sandbox.</summary>
    public CallOptions As(string caller, double seconds = 10)
    {
        var headers = new Metadata { { "authorization", $"Bearer {tokens[caller]}" }, { "tyokyky-purpose", "service-coordination" } };
        if (caller.EndsWith("-system", StringComparison.Ordinal))
        {
            headers.Add("tyokyky-acting-user", $"{caller}:worker-1");
        }

        return new CallOptions(headers, DateTime.UtcNow.AddSeconds(seconds));
    }

    public OperationsService.OperationsServiceClient Operations(string service) => new(Channel(service));

    public async Task<GetStatusResponse> StatusAsync(string service) => await Operations(service).GetStatusAsync(new GetStatusRequest(), As("operator"));

    /// <summary>The owner's way into a service's database.</summary>
    public string Owner(string service) => new NpgsqlConnectionStringBuilder(Postgres.ConnectionString) { Database = service, Pooling = false }.ConnectionString;

    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(Owner(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in running.Values.Append(issuer).OfType<ServiceProcess>())
        {
            await process.KillAsync();
        }

        foreach (var channel in channels.Values)
        {
            channel.Dispose();
        }

        await Broker.DisposeAsync();
        await Postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Dictionary<string, string> Common(string service)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            [$"ConnectionStrings__{service}"] = new NpgsqlConnectionStringBuilder(Postgres.ConnectionString) { Database = service, Username = $"{service}_app", Password = Password }.ConnectionString,
            ["ConnectionStrings__rabbitmq"] = Broker.ConnectionString,
            ["Records__KeyFile"] = Path.Combine(folder, $"{service}.json"),
            ["Authentication__Authority"] = $"http://127.0.0.1:{issuerPort}",
            ["Authentication__ClientId"] = $"service:{service}",
            ["Authentication__ClientSecret"] = Password,
            ["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{ports[service].Grpc}",
            ["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{ports[service].Http}",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        foreach (var other in Services.Where(other => other != service))
        {
            environment[$"services__{other}__grpc__0"] = $"http://127.0.0.1:{ports[other].Grpc}";
        }

        return environment;
    }

    private async Task StartIssuerAsync()
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{issuerPort}",
            ["Sandbox__DataFolder"] = Path.Combine(folder, "sandbox"),
            ["Sandbox__Issuer"] = $"http://127.0.0.1:{issuerPort}",
        };
        foreach (var service in Services)
        {
            environment[$"Sandbox__Clients__{service}"] = Password;
        }

        issuer = ServiceProcess.Start("Sandbox", environment, issuerPort);
        await issuer.ReadyAsync();
        using var sandbox = new HttpClient { BaseAddress = issuer.Address };
        foreach (var caller in new[] { "agency-system", "coordinator", "team-nurse", "coach", "liaison", "operator" })
        {
            using var answer = await sandbox.PostAsync(new Uri($"/callers/{caller}/token", UriKind.Relative), null);
            var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            tokens[caller] = token.GetProperty("access_token").GetString()!;
        }
    }
}
