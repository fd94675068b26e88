using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Tyokyky.SystemTests;

/// <summary>The whole system, started once for all tests here by its own AppHost, on real servers and empty data; all of it ends with the tests.</summary>
public sealed class Suite : IAsyncLifetime
{
    /// <summary>The services, by their names as resources.</summary>
    public static readonly string[] Services = ["referrals", "team", "coaching", "employers", "metrics"];

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly CancellationTokenSource ending = new();
    private readonly Dictionary<string, GrpcChannel> channels = [];
    private readonly Dictionary<string, string> tokens = [];
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> consoles = new();
    private readonly Lazy<Task<Story>> journey;
    private readonly Lazy<Task<Story>> everyFact;
    private readonly Lazy<Task<Story>> chain;
    private readonly Lazy<Task<Story>> teamJourney;
    private readonly Lazy<Task<Story>> coachingJourney;
    private IDistributedApplicationTestingBuilder? builder;
    private DistributedApplication? application;
    private Telemetry? telemetry;
    private BrokerTap? broker;
    private string folder = "";

    /// <summary>Created by xunit.</summary>
    public Suite()
    {
        journey = new(() => new Journey(this).TellAsync());
        everyFact = new(() => new EveryFact(this).TellAsync());
        chain = new(() => GoAbroadAsync("referral-chain"));
        // One after the other: both move the clock.
        teamJourney = new(async () =>
        {
            await chain.Value;
            return await GoAbroadAsync("team-journey");
        });
        coachingJourney = new(() => GoAbroadAsync("coaching-journey"));
    }

    /// <summary>The repository's folder.</summary>
    internal string Repository => Path.GetDirectoryName(builder!.AppHostDirectory)!;

    /// <summary>One client's whole way, gone once.</summary>
    internal Task<Story> JourneyAsync() => journey.Value;

    /// <summary>One referral's chain between agencies, gone once by a client no one here wrote.</summary>
    internal Task<Story> ChainAsync() => chain.Value;

    /// <summary>One client's way through the work-ability team, gone once by a client no one here wrote.</summary>
    internal Task<Story> TeamJourneyAsync() => teamJourney.Value;

    /// <summary>One client's way through coaching, gone once by a client no one here wrote.</summary>
    internal Task<Story> CoachingJourneyAsync() => coachingJourney.Value;

    /// <summary>Everybody whose way was gone: the journey, the chain, the team's, coaching's, and what else leaves facts.</summary>
    internal Task<Story[]> StoriesAsync() => Task.WhenAll(journey.Value, everyFact.Value, chain.Value, teamJourney.Value, coachingJourney.Value);

    /// <summary>What the services have told of themselves.</summary>
    internal Telemetry Telemetry => telemetry!;

    /// <summary>What has gone through the broker.</summary>
    internal BrokerTap Broker => broker!;

    /// <summary>Every line that every program has written.</summary>
    internal IReadOnlyDictionary<string, string[]> Consoles => consoles.ToDictionary(console => console.Key, console => console.Value.ToArray());

    internal GrpcChannel Channel(string service) => channels[service];

    internal Uri Address(string service) => application!.GetEndpoint(service, "grpc");

    internal Uri SandboxAddress => application!.GetEndpoint("sandbox", "http");

    internal string Token(string caller) => tokens[caller];

    /// <summary>The owner's way into a service's database.</summary>
    internal async Task<string> DatabaseAsync(string service) => (await application!.GetConnectionStringAsync($"{service}-db"))!;

    /// <summary>Calls as an example caller of the Sandbox, within a trace if one is given.</summary>
    internal CallOptions As(string caller, string trace = "")
    {
        var headers = new Metadata { { "authorization", $"Bearer {tokens[caller]}" }, { "tyokyky-purpose", "service-coordination" } };
        if (caller.EndsWith("-system", StringComparison.Ordinal))
        {
            headers.Add("tyokyky-acting-user", $"{caller}:worker-1");
        }

        if (trace.Length > 0)
        {
            headers.Add("traceparent", $"00-{trace}-{Guid.NewGuid().ToString("n")[..16]}-01");
        }

        return new CallOptions(headers, DateTime.UtcNow.AddSeconds(20));
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(StartLimit);
            await StartAsync(limit.Token);
            await GetTokensAsync(limit.Token);
            await Organisations.RegisterAsync(this);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        foreach (var channel in channels.Values)
        {
            channel.Dispose();
        }

        if (broker is not null)
        {
            await broker.DisposeAsync();
        }

        if (application is not null)
        {
            await application.StopAsync();
            await application.DisposeAsync();
        }

        if (builder is not null)
        {
            await builder.DisposeAsync();
        }

        if (telemetry is not null)
        {
            await telemetry.DisposeAsync();
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        ending.Dispose();
    }

    private async Task StartAsync(CancellationToken cancel)
    {
        telemetry = await Telemetry.StartAsync(cancel);
        builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Tyokyky_AppHost>(["--Data:Fresh=true"], cancel);
        folder = builder.Configuration["Data:Folder"] ?? "";
        foreach (var service in builder.Resources.OfType<ProjectResource>().Where(project => Services.Contains(project.Name)))
        {
            builder.CreateResourceBuilder(service)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", telemetry.AddressFor(service.Name))
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "200")
                .WithEnvironment("OTEL_BLRP_SCHEDULE_DELAY", "200");
        }

        application = await builder.BuildAsync(cancel);
        _ = FollowAsync();
        await application.StartAsync(cancel);
        await Task.WhenAll(Services.Append("sandbox").Append("rabbitmq").Select(service => HealthyAsync(service, cancel)));
        foreach (var service in Services)
        {
            channels[service] = GrpcChannel.ForAddress(Address(service));
        }

        broker = await BrokerTap.StartAsync((await application.GetConnectionStringAsync("rabbitmq", cancel))!, Services, cancel);
    }

    private async Task<Story> GoAbroadAsync(string journey)
    {
        var story = new Story();
        await ForeignProgram.RunAsync(
            this, [("TYOKYKY_CODE", story.PersonalIdentityCode), ("TYOKYKY_MARK", story.Mark)], "node", "--test", "--test-reporter=spec", $"tests/clients/system/{journey}.test.mjs");
        return story;
    }

    private async Task HealthyAsync(string service, CancellationToken cancel)
    {
        try
        {
            await application!.ResourceNotifications.WaitForResourceHealthyAsync(service, cancel);
        }
        catch (Exception failure) when (failure is OperationCanceledException or DistributedApplicationException)
        {
            var lines = consoles.Where(console => console.Key.StartsWith(service, StringComparison.Ordinal)).SelectMany(console => console.Value.TakeLast(20).Select(line => $"{console.Key}: {line}"));
            throw new InvalidOperationException($"{service} did not become healthy.\n{string.Join('\n', lines)}", failure);
        }
    }

    // A resource's lines are told under the name of its instance, which it has only once it is known.
    private async Task FollowAsync()
    {
        var followed = new HashSet<string>();
        try
        {
            await foreach (var change in application!.ResourceNotifications.WatchAsync(ending.Token))
            {
                if (followed.Add(change.ResourceId))
                {
                    _ = ListenAsync(change.Resource.Name, change.ResourceId);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The tests have ended.
        }
    }

    private async Task ListenAsync(string name, string resourceId)
    {
        var lines = consoles.GetOrAdd(name, _ => new());
        try
        {
            await foreach (var batch in application!.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resourceId).WithCancellation(ending.Token))
            {
                foreach (var line in batch)
                {
                    lines.Enqueue(line.Content);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The tests have ended.
        }
    }

    private async Task GetTokensAsync(CancellationToken cancel)
    {
        using var sandbox = application!.CreateHttpClient("sandbox", "http");
        var callers = await sandbox.GetFromJsonAsync<JsonElement>("/callers", cancel);
        foreach (var name in callers.EnumerateArray().Select(caller => caller.GetProperty("name").GetString()!))
        {
            using var answer = await sandbox.PostAsync(new Uri($"/callers/{name}/token", UriKind.Relative), null, cancel);
            var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancel);
            tokens[name] = token.GetProperty("access_token").GetString()!;
        }
    }
}
