using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.TestKit;

/// <summary>
/// The other services, as far as one service needs them: a test tells a fact, and the service under test takes it through its source's
/// feed, with a token of its own, as it really does. Pass it on in the host's <c>Configure</c> and <c>ConfigureServices</c>.
/// </summary>
public sealed class FactSources : IAsyncDisposable
{
    // Who has the register of organisations.
    private const string Register = "referrals";

    private readonly string[] _sources;
    private readonly WebApplication _app;
    private readonly Logs _logs;
    private readonly Uri[] _addresses;

    private FactSources(string[] sources, WebApplication app)
    {
        (_sources, _app) = (sources, app);
        _logs = app.Services.GetRequiredService<Logs>();
        _addresses = [.. app.Urls.Select(url => new Uri(url))];
        for (var i = 0; i < sources.Length; i++) { _logs.Begin(_addresses[i].Port, sources[i]); }
        if (!sources.Contains(Register)) { return; }
        foreach (var registered in TestOrganisations.Facts) { Tell(Register, registered, registered.OrganisationId); }
    }

    /// <summary>Sources of these names, whose logs are empty but for <see cref="TestOrganisations"/>; <paramref name="configure"/> and <paramref name="map"/> add what else they answer.</summary>
    public static async Task<FactSources> StartAsync(string[] sources, Action<IServiceCollection>? configure = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The settings file beside the tests is that of the service under test.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<Logs>();
        configure?.Invoke(builder.Services);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var _ in sources) { kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2); }
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });

        var app = builder.Build();
        app.MapGrpcService<Feed>();
        app.MapPost("/token", () => Results.Json(new Dictionary<string, object> { ["access_token"] = Tokens.For(Role.Service), ["expires_in"] = 3600 }));
        map?.Invoke(app);
        await app.StartAsync();
        return new FactSources(sources, app);
    }

    /// <summary>Where the sources are.</summary>
    public void Configure(IDictionary<string, string> settings)
    {
        for (var i = 0; i < _sources.Length; i++) { settings[$"services:{_sources[i]}:grpc:0"] = _addresses[i].ToString(); }
        // By the feed alone, and often.
        settings["ConnectionStrings:rabbitmq"] = "";
        settings["EventLog:FeedIntervalWithoutBroker"] = "00:00:00.02";
    }

    /// <summary>Where the service under test gets its own token.</summary>
    public void Configure(IServiceCollection services) => services.PostConfigure<JwtBearerOptions>(
        JwtBearerDefaults.AuthenticationScheme,
        options => options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(
            new OpenIdConnectConfiguration { TokenEndpoint = new Uri(_addresses[^1], "/token").ToString() }));

    /// <summary>The source records a fact.</summary>
    public void Tell(string source, IMessage fact, params string[] orderKeys) => _logs.Add(source, fact, orderKeys);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Logs
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<int, List<Fact>> _byPort = [];
        private readonly Dictionary<string, List<Fact>> _bySource = [];

        public void Begin(int port, string source) => _byPort[port] = _bySource[source] = [];

        public void Add(string source, IMessage fact, string[] orderKeys)
        {
            lock (_gate)
            {
                var log = _bySource[source];
                var now = TimeProvider.System.GetUtcNow();
                log.Add(new Fact
                {
                    Position = log.Count + 1,
                    EventId = Guid.CreateVersion7(now).ToString(),
                    Source = source,
                    Type = fact.Descriptor.FullName,
                    OrderKeys = { orderKeys },
                    OccurredAt = now.ToTimestamp(),
                    RecordedAt = now.ToTimestamp(),
                    Data = fact.ToByteString(),
                });
            }
        }

        public ListFactsResponse List(int port, long after)
        {
            lock (_gate)
            {
                var log = _byPort[port];
                var response = new ListFactsResponse { FirstPosition = log.Count > 0 ? 1 : 0, Head = new FactCursor { Position = log.Count, EventId = log.Count > 0 ? log[^1].EventId : "" } };
                response.Facts.AddRange(log.Skip((int)after).Take(100));
                return response;
            }
        }
    }

    private sealed class Feed(Logs logs) : EventFeedService.EventFeedServiceBase
    {
        public override Task<ListFactsResponse> ListFacts(ListFactsRequest request, ServerCallContext context) =>
            Task.FromResult(logs.List(context.GetHttpContext().Connection.LocalPort, request.After?.Position ?? 0));
    }
}
