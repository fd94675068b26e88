using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.TestKit;

/// <summary>
/// A service as it really runs: its own Program on Kestrel, a real channel, a real database of this fixture alone. Derive it with the service's name:
/// <c>public sealed class ReferralsHost() : ServiceHost&lt;Program&gt;("referrals");</c> and use it as a class fixture.
/// </summary>
public class ServiceHost<TProgram>(string service) : IAsyncLifetime where TProgram : class
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tyokyky-test-").FullName;
    private WebApplicationFactory<TProgram>? _factory;
    private GrpcChannel? _channel;

    /// <summary>The service's database.</summary>
    public TestDatabase Database { get; private set; } = null!;

    /// <summary>The service's own objects.</summary>
    public IServiceProvider Services => _factory!.Services;

    /// <summary>A channel without a token.</summary>
    public GrpcChannel Channel => _channel!;

    /// <summary>Address of the endpoint <c>grpc</c> (HTTP/2 without TLS).</summary>
    public Uri GrpcAddress { get; private set; } = null!;

    /// <summary>Address of the endpoint <c>http</c> (HTTP/1.1: health).</summary>
    public Uri HttpAddress { get; private set; } = null!;

    /// <summary>Calls with a token of that role, organisation and subject: <c>new ReferralsServiceClient(host.As(Role.Coordinator))</c>.</summary>
    public CallInvoker As(Role role, string organisation = Tokens.Organisation, string? subject = null, string? clientRef = null) =>
        With(("authorization", "Bearer " + Tokens.For(role, organisation, subject, clientRef)));

    /// <summary>Calls with this metadata.</summary>
    public CallInvoker With(params (string Key, string Value)[] metadata) => Channel.Intercept(new RefusalRules()).Intercept(sent =>
    {
        foreach (var (key, value) in metadata) { sent.Add(key, value); }
        return sent;
    });

    /// <summary>Business time.</summary>
    public DateTimeOffset Now => Services.GetRequiredService<IBusinessClock>().Now;

    /// <summary>Moves the business clock forward; what becomes due runs by itself.</summary>
    public async Task MoveClockAsync(TimeSpan by)
    {
        var clock = Services.GetRequiredService<BusinessClock>();
        await clock.MoveAsync(clock.Offset + by, "test", CancellationToken.None);
    }

    /// <summary>More settings, or other values for those set here.</summary>
    protected virtual void Configure(IDictionary<string, string> settings)
    {
    }

    /// <summary>Other services in place of the real ones.</summary>
    protected virtual void ConfigureServices(IServiceCollection services)
    {
    }

    public virtual async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(service, MigrateAsync);
        var settings = new Dictionary<string, string>
        {
            [$"ConnectionStrings:{service}"] = Database.AppConnection,
            // Nobody answers there: a service works without the broker, and tests of facts name a real one.
            ["ConnectionStrings:rabbitmq"] = "amqp://guest:guest@127.0.0.1:1/",
            ["Records:KeyFile"] = Path.Combine(_folder, "keys.json"),
            ["Authentication:Authority"] = "http://127.0.0.1:1",
            ["Authentication:ClientId"] = "service:" + service,
            ["Authentication:ClientSecret"] = "unused",
            ["Kestrel:Endpoints:grpc:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:grpc:Protocols"] = "Http2",
            ["Kestrel:Endpoints:http:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:http:Protocols"] = "Http1",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        Configure(settings);

        _factory = new Factory(settings, ConfigureServices);
        _factory.UseKestrel();
        _factory.StartServer();
        // Endpoints are bound in the order of their names.
        var addresses = _factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (GrpcAddress, HttpAddress) = (new Uri(addresses[0]), new Uri(addresses[^1]));
        _channel = GrpcChannel.ForAddress(GrpcAddress);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _channel?.Dispose();
        if (_factory is not null) { await _factory.DisposeAsync(); }
        if (Database is not null) { await Database.DisposeAsync(); }
        Directory.Delete(_folder, recursive: true);
    }

    // The program's own verb, in this process.
    private Task MigrateAsync(string owner) => Task.Run(() => typeof(TProgram).Assembly.EntryPoint!.Invoke(null, [new[]
    {
        "migrate", "--environment=Development", $"--ConnectionStrings:{service}-owner={owner}", $"--Records:AppPassword={TestDatabase.AppPassword}",
    }]));

    private sealed class Factory(Dictionary<string, string> settings, Action<IServiceCollection> configureServices) : WebApplicationFactory<TProgram>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(Environments.Development);
            foreach (var (key, value) in settings) { builder.UseSetting(key, value); }
            builder.ConfigureTestServices(services =>
            {
                services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, Tokens.Trust);
                configureServices(services);
            });
        }
    }
}
