using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.ClientFactory;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.EventLog.Tests.Sample;

/// <summary>One replica of a small service that records facts and takes those of others, as it really runs.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly GrpcChannel channel;
    private readonly string service;

    private Node(string service, WebApplication app)
    {
        (this.service, this.app) = (service, app);
        channel = GrpcChannel.ForAddress(app.Urls.First());
    }

    public Wishes Wishes => Get<Wishes>();

    public OperationsService.OperationsServiceClient Operations => new(As(Role.Operator));

    public EventFeedService.EventFeedServiceClient Feed => new(As(Role.Service));

    public string Address => app.Urls.First();

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public CallInvoker As(Role role) => Invoker(channel, role);

    public static Task<TestDatabase> DatabaseAsync(string service) => TestDatabase.CreateAsync(service, async owner =>
    {
        var builder = Builder(service, new() { [$"ConnectionStrings:{service}-owner"] = owner, ["Records:AppPassword"] = "only-for-tests" }, null);
        await builder.RunVerbAsync(["migrate"]);
    });

    /// <summary>Starts a replica on a database. <paramref name="sources"/> tells where its sources are, as long as they are there.</summary>
    public static async Task<Node> StartAsync(
        TestDatabase database, Func<string, Node?>? sources = null, Action<EventLogBuilder>? subscribe = null, string? broker = null, params (string Key, string Value)[] settings)
    {
        var service = database.Service;
        Dictionary<string, string?> all = new()
        {
            [$"ConnectionStrings:{service}"] = database.AppConnection,
            ["ConnectionStrings:rabbitmq"] = broker,
            ["Records:KeyFile"] = Path.Combine(Path.GetTempPath(), $"tyokyky-test-{Environment.ProcessId}-keys.json"),
            ["Kestrel:Endpoints:grpc:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:grpc:Protocols"] = "Http2",
            ["Logging:LogLevel:Default"] = Environment.GetEnvironmentVariable("TYOKYKY_TEST_LOG") ?? "None",
            ["EventLog:ParkedBackoff"] = "00:00:00.2",
        };
        foreach (var (key, value) in settings) { all[key] = value; }
        var builder = Builder(service, all, subscribe);
        builder.Services.AddSingleton<Wishes>();
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, Tokens.Trust);
        builder.Services.AddSingleton<IFeed>(services => new GrpcFeed(() => new Clients(sources ?? (_ => null)), services.GetRequiredService<TimeProvider>()));

        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapEventLog();
        await app.StartAsync();
        return new Node(service, app);
    }

    /// <summary>Records a fact: the client's n-th.</summary>
    public Task RecordAsync(string client, int number, string scope = "") =>
        Get<UnitOfWork>().SystemCommit(Call.System("test", service)).Fact(Granted(client, number, scope), client).SaveAsync();

    public static PermissionGranted Granted(string client, int number, string scope = "") =>
        new() { ClientId = client, PermissionId = number.ToString(System.Globalization.CultureInfo.InvariantCulture), Scope = scope };

    /// <summary>Waits until it has taken the source's facts up to a position.</summary>
    public Task ReachesAsync(string source, long position, double seconds = 20) =>
        Eventually.Holds(() => Task.FromResult(View(source).Cursor.Position >= position), $"{service} takes {source} up to {position} (is at {View(source).Cursor.Position}, {View(source).Doing} {View(source).Detail})", seconds);

    public SubscriptionView View(string source) => Get<Subscribers>().All.Single(subscriber => subscriber.Source == source).View;

    public Inbox Inbox(string source) => Get<Inboxes>().Of(source);

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static CallInvoker Invoker(GrpcChannel channel, Role role) => channel.Intercept(sent =>
    {
        sent.Add("authorization", "Bearer " + Tokens.For(role, subject: "test-" + Roles.Name(role)));
        return sent;
    });

    private static WebApplicationBuilder Builder(string service, Dictionary<string, string?> settings, Action<EventLogBuilder>? subscribe)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults(service, new AccessTable());
        builder.AddRecords(service, typeof(Node).Assembly);
        builder.AddEventLog(subscribe);
        return builder;
    }

    /// <summary>Stands in for the sandbox's tokens and service discovery alone: the calls are real.</summary>
    private sealed class Clients(Func<string, Node?> sources) : GrpcClientFactory
    {
        public override TClient CreateClient<TClient>(string name)
        {
            var node = sources(name[GrpcFeed.ClientOf("").Length..]) ?? throw new RpcException(new Status(StatusCode.Unavailable, "The source is down."));
            return (TClient)(object)new EventFeedService.EventFeedServiceClient(Invoker(node.channel, Role.Service));
        }
    }
}
