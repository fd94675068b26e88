using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class ClientTests : IAsyncLifetime
{
    private readonly TestTokens tokens = new();
    private TestHost answering = null!;
    private TestHost asking = null!;

    public async ValueTask InitializeAsync()
    {
        answering = await TestHost.StartAsync(tokens: tokens);
        asking = await AskingAsync(answering.Grpc.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await asking.DisposeAsync();
        await answering.DisposeAsync();
    }

    [Fact]
    public async Task A_question_is_asked_in_the_name_of_the_user_with_its_reasons_language_and_time()
    {
        var answer = await asking.Client.AskAsync(
            new EchoRequest { Text = "hello" },
            asking.As(Role.Coordinator, ("tyokyky-acting-user", "worker-7"), ("tyokyky-purpose", "decision"), ("accept-language", "sv")),
            TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(7));

        (answer.Text, answer.Subject, answer.ActingUser, answer.Purpose, answer.Language).ShouldBe(("hello", "person-1", "worker-7", "decision", "sv"));
        answer.SecondsLeft.ShouldBeLessThanOrEqualTo(7);
    }

    [Fact]
    public async Task The_other_services_refusal_of_the_user_is_the_users() =>
        await Refusal.OfAsync(async () => await asking.Client.AskAsync(new EchoRequest { Id = "nonsense" }, asking.As(Role.Coordinator)), StatusCode.InvalidArgument, "UUID_INVALID");

    [Fact]
    public async Task A_service_that_is_down_degrades_the_answer_that_needs_it_and_soon_is_not_asked_at_all()
    {
        var port = FreePort();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var alone = await AskingAsync($"http://127.0.0.1:{port}", time: time);
        for (var call = 0; call < 12; call++)
        {
            await Refusal.OfAsync(async () => await alone.Client.AskAsync(new EchoRequest(), alone.As(Role.Coordinator)), StatusCode.Unavailable, "DEPENDENCY_UNAVAILABLE");
        }

        (await alone.Client.EchoAsync(new EchoRequest { Text = "own" }, alone.As(Role.Coordinator))).Text.ShouldBe("own");

        // It comes back, but while the circuit is open nobody knocks.
        var knocks = 0;
        await using var back = await StartAtAsync(port, () => knocks++);
        await Refusal.OfAsync(async () => await alone.Client.AskAsync(new EchoRequest(), alone.As(Role.Coordinator)), StatusCode.Unavailable, "DEPENDENCY_UNAVAILABLE");
        knocks.ShouldBe(0);

        time.Advance(TimeSpan.FromSeconds(4));
        (await alone.Client.AskAsync(new EchoRequest { Text = "again" }, alone.As(Role.Coordinator))).Text.ShouldBe("again");
        knocks.ShouldBe(1);
    }

    [Fact]
    public async Task Refusals_never_open_the_circuit()
    {
        for (var call = 0; call < 30; call++)
        {
            await Refusal.OfAsync(async () => await asking.Client.AskAsync(new EchoRequest { Id = "nonsense" }, asking.As(Role.Coordinator)), StatusCode.InvalidArgument, "UUID_INVALID");
        }

        (await asking.Client.AskAsync(new EchoRequest { Text = "still asked" }, asking.As(Role.Coordinator))).Text.ShouldBe("still asked");
    }

    [Fact]
    public async Task Every_replica_that_is_configured_is_asked()
    {
        var port = FreePort();
        var knocks = 0;
        await using var replica = await StartAtAsync(port, () => Interlocked.Increment(ref knocks));
        await using var both = await AskingAsync(answering.Grpc.ToString(), $"http://127.0.0.1:{port}");

        for (var call = 0; call < 4; call++)
        {
            await both.Client.AskAsync(new EchoRequest(), both.As(Role.Coordinator));
        }

        knocks.ShouldBe(2);
    }

    [Fact]
    public async Task A_service_that_nobody_configured_is_one_that_is_down()
    {
        await using var alone = await AskingAsync(null);

        await Refusal.OfAsync(async () => await alone.Client.AskAsync(new EchoRequest(), alone.As(Role.Coordinator)), StatusCode.Unavailable, "DEPENDENCY_UNAVAILABLE");
    }

    [Fact]
    public async Task Background_work_asks_with_the_services_own_token_fetched_once()
    {
        var asked = 0;
        await using var issuer = await IssuerAsync(form =>
        {
            asked++;
            form["client_id"].ToString().ShouldBe("service:testing");
            form["client_secret"].ToString().ShouldBe("s3cret");
            return tokens.For(Role.Coach, "service:testing");
        });
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["services:other:grpc:0"] = answering.Grpc.ToString(),
            ["Authentication:ClientId"] = "service:testing",
            ["Authentication:ClientSecret"] = "s3cret",
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
            options.ConfigurationManager = new Microsoft.IdentityModel.Protocols.StaticConfigurationManager<OpenIdConnectConfiguration>(new OpenIdConnectConfiguration { TokenEndpoint = issuer.Urls.First() + "/oauth/token" }));
        builder.AddBackgroundClient<TestingService.TestingServiceClient>("other");
        using var worker = builder.Build();
        var client = worker.Services.GetRequiredService<TestingService.TestingServiceClient>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.EchoAsync(new EchoRequest()).ResponseAsync));

        answers.ShouldAllBe(answer => answer.Subject == "service:testing" && answer.SecondsLeft < 10.5);
        asked.ShouldBe(1);
        await issuer.StopAsync();
    }

    [Fact]
    public void Only_reads_and_calls_with_a_request_id_are_repeated() =>
        RetryPolicies.For(typeof(TestingService.TestingServiceClient)).MethodConfigs.SelectMany(config => config.Names).Select(name => name.Method).ShouldBe(["ListNumbers"]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<WebApplication> IssuerAsync(Func<IFormCollection, string> issue)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/oauth/token", async (HttpRequest request) => Results.Json(new Dictionary<string, object> { ["access_token"] = issue(await request.ReadFormAsync()), ["expires_in"] = 300 }));
        await app.StartAsync();
        return app;
    }

    private Task<TestHost> AskingAsync(string? address, string? replica = null, TimeProvider? time = null) => TestHost.StartAsync(
        builder =>
        {
            if (time is not null)
            {
                builder.Services.AddSingleton(time);
            }

            builder.Configuration["services:other:grpc:0"] = address;
            if (replica is not null)
            {
                builder.Configuration["services:other:grpc:1"] = replica;
            }

            builder.AddQuestionClient<TestingService.TestingServiceClient>("other");
        },
        tokens);

    private Task<TestHost> StartAtAsync(int port, Action knocked) => TestHost.StartAsync(
        builder =>
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
            builder.Services.AddTransient<IStartupFilter>(_ => new Knocks(knocked));
        },
        tokens);

    private sealed class Knocks(Action knocked) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, following) =>
            {
                knocked();
                return following(http);
            });
            next(app);
        };
    }
}
