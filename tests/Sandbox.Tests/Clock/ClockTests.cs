using System.IdentityModel.Tokens.Jwt;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Tyokyky.Contracts.Operations.V1;
using Xunit;

namespace Tyokyky.Sandbox.Tests.Clock;

public sealed class ClockTests : IAsyncLifetime
{
    private readonly SandboxApplication application = new();
    private readonly Dictionary<string, ServiceWithClock> services = [];
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var name in new[] { "referrals", "team", "metrics" })
        {
            services[name] = await ServiceWithClock.StartAsync();
        }

        client = application.WithWebHostBuilder(builder =>
        {
            foreach (var (name, service) in services)
            {
                builder.UseSetting($"services:{name}:grpc:0", service.Address);
            }
        }).CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        foreach (var service in services.Values)
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_period_moves_every_service_forward_alike()
    {
        var moved = await MoveAsync(new { forward = "P3D" });

        moved.StatusCode.ShouldBe(HttpStatusCode.OK);
        services.Values.ShouldAllBe(service => service.Clock.Offset == TimeSpan.FromDays(3));
        (await BodyOf(moved)).GetProperty("offset").GetString().ShouldBe("P3D");
        (await MoveAsync(new { forward = "PT12H" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        services.Values.ShouldAllBe(service => service.Clock.Offset == TimeSpan.FromDays(3.5));
    }

    [Fact]
    public async Task An_instant_is_reached()
    {
        var instant = DateTimeOffset.UtcNow.AddDays(30);

        await MoveAsync(new { advanceTo = instant });

        services["team"].Clock.Offset.TotalDays.ShouldBe(30, 0.01);
    }

    [Fact]
    public async Task A_service_that_missed_a_move_catches_up_with_the_next()
    {
        services["team"].Clock.Offset = TimeSpan.FromDays(5);

        await MoveAsync(new { forward = "P1D" });

        services.Values.ShouldAllBe(service => service.Clock.Offset == TimeSpan.FromDays(6));
    }

    [Theory]
    [InlineData("""{"forward":"-P1D"}""")]
    [InlineData("""{"advanceTo":"2020-01-01T00:00:00Z"}""")]
    [InlineData("""{"forward":"three days"}""")]
    [InlineData("""{"forward":"P1D","advanceTo":"2040-01-01T00:00:00Z"}""")]
    [InlineData("{}")]
    public async Task Backward_and_unclear_moves_are_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var refused = await client.PostAsync("/clock", content);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await BodyOf(refused)).GetProperty("error").GetString().ShouldBe("invalid_move");
        services.Values.ShouldAllBe(service => service.Clock.Offset == TimeSpan.Zero);
    }

    [Fact]
    public async Task Nothing_moves_while_a_service_is_silent()
    {
        await services["metrics"].DisposeAsync();

        (await MoveAsync(new { forward = "P1D" })).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync("/clock")).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        services["team"].Clock.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_sandbox_calls_as_itself()
    {
        await client.GetAsync("/clock");

        var token = new JwtSecurityToken(services["team"].Clock.Authorization!["Bearer ".Length..]);
        token.Subject.ShouldBe("service:sandbox");
        token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).ShouldBe(["service"]);
    }

    private static Task<JsonElement> BodyOf(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();

    private Task<HttpResponseMessage> MoveAsync(object move) => client.PostAsJsonAsync("/clock", move);

    /// <summary>The clock of one service, over a real connection.</summary>
    private sealed class ServiceWithClock(WebApplication service) : IAsyncDisposable
    {
        public FakeClock Clock { get; } = service.Services.GetRequiredService<FakeClock>();

        public string Address { get; } = service.Urls.Single();

        public static async Task<ServiceWithClock> StartAsync()
        {
            // Empty, or it would read the Sandbox's own appsettings.json, which lies beside the tests.
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
            builder.Services.AddSingleton<FakeClock>();
            builder.Services.AddRouting();
            builder.Services.AddGrpc();
            var service = builder.Build();
            service.MapGrpcService<FakeClock>();
            await service.StartAsync();
            return new ServiceWithClock(service);
        }

        public ValueTask DisposeAsync() => service.DisposeAsync();
    }

    private sealed class FakeClock : BusinessClockService.BusinessClockServiceBase
    {
        public TimeSpan Offset { get; set; }

        public string? Authorization { get; private set; }

        public override Task<GetBusinessClockResponse> GetBusinessClock(GetBusinessClockRequest request, ServerCallContext context)
        {
            Authorization = context.RequestHeaders.GetValue("authorization");
            return Task.FromResult(new GetBusinessClockResponse { Now = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow + Offset), Offset = Duration.FromTimeSpan(Offset) });
        }

        public override Task<MoveBusinessClockResponse> MoveBusinessClock(MoveBusinessClockRequest request, ServerCallContext context)
        {
            Offset = request.Offset.ToTimeSpan();
            return Task.FromResult(new MoveBusinessClockResponse { Now = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow + Offset), Offset = request.Offset });
        }
    }
}
