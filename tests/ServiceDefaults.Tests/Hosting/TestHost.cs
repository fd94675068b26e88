using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

/// <summary>A whole service on Kestrel, hosted as every service is, with a token issuer of the test's own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly GrpcChannel channel;

    private TestHost(WebApplication app, TestTokens tokens, TestBehaviour behaviour)
    {
        this.app = app;
        Tokens = tokens;
        Behaviour = behaviour;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        (Grpc, Http) = (addresses[0], addresses[1]);
        channel = GrpcChannel.ForAddress(Grpc, new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null });
        Client = new TestingService.TestingServiceClient(channel);
    }

    public TestTokens Tokens { get; }

    public TestBehaviour Behaviour { get; }

    public Uri Grpc { get; }

    public Uri Http { get; }

    public GrpcChannel Channel => channel;

    public TestingService.TestingServiceClient Client { get; }

    public LogCatcher Logs { get; private init; } = null!;

    public IServiceProvider Services => app.Services;

    /// <summary>The host's time, which goes when a test says so; a host that was not asked for it goes with the machine's.</summary>
    public static Action<WebApplicationBuilder> At(TimeProvider time) => builder => builder.Services.AddSingleton(time);

    public static async Task<TestHost> StartAsync(Action<WebApplicationBuilder>? configure = null, TestTokens? tokens = null, string environment = "Development")
    {
        tokens ??= new TestTokens();
        var behaviour = new TestBehaviour();
        var logs = new LogCatcher();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.AddServiceDefaults("testing", TestAccess.Table());
        builder.Services.AddSingleton(behaviour);
        builder.Services.AddSingleton<IExceptionTranslator>(behaviour);
        builder.Services.AddSingleton<IRefusalLog>(behaviour);
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
            options.Configuration ??= new OpenIdConnectConfiguration { Issuer = TestTokens.Issuer, SigningKeys = { tokens.Key } });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhostPort(HttpProtocols.Http2);
            kestrel.ListenLocalhostPort(HttpProtocols.Http1);
        });
        configure?.Invoke(builder);
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapGrpcService<TestingGrpcService>();
        await app.StartAsync();
        return new TestHost(app, tokens, behaviour) { Logs = logs };
    }

    public static Metadata Bearer(string token, params (string Key, string Value)[] more)
    {
        var headers = new Metadata { { "authorization", "Bearer " + token } };
        foreach (var (key, value) in more)
        {
            headers.Add(key, value);
        }

        return headers;
    }

    public Metadata As(Role role, params (string Key, string Value)[] more) => Bearer(Tokens.For(role), more);

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await app.DisposeAsync();
    }
}

internal static class KestrelPorts
{
    public static void ListenLocalhostPort(this KestrelServerOptions kestrel, HttpProtocols protocols) => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols);
}

/// <summary>Keeps what was logged.</summary>
internal sealed class LogCatcher : ILoggerProvider, ILogger
{
    public List<(LogLevel Level, string Message)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Lines)
        {
            Lines.Add((logLevel, $"{formatter(state, exception)} {exception}"));
        }
    }

    public void Dispose()
    {
    }
}
