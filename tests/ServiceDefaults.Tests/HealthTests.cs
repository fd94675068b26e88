using System.Net;
using System.Text.Json;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Tyokyky.Testing.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class HealthTests : IAsyncLifetime
{
    private HealthStatus database = HealthStatus.Healthy;
    private HealthStatus broker = HealthStatus.Healthy;
    private int looks;
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(builder => builder.Services.AddHealthChecks()
        .AddCheck("database", () => Look(database), ["ready"])
        .AddCheck("broker", () => Look(broker, "broker is away: ./run ops testing status")));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(HealthStatus.Healthy, HealthStatus.Healthy, "Healthy", true, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Healthy, HealthStatus.Degraded, "Degraded", true, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Healthy, HealthStatus.Unhealthy, "Degraded", true, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Unhealthy, HealthStatus.Healthy, "Unhealthy", false, HttpStatusCode.ServiceUnavailable)]
    public async Task Only_what_is_ready_can_make_a_service_unready(HealthStatus ofDatabase, HealthStatus ofBroker, string status, bool takesCalls, HttpStatusCode code)
    {
        (database, broker) = (ofDatabase, ofBroker);
        var serving = takesCalls ? ServingStatus.Serving : ServingStatus.NotServing;

        var (answered, json) = await HealthAsync();

        (answered, json.GetProperty("status").GetString()).ShouldBe((code, status));
        (await Client.CheckAsync(new HealthCheckRequest())).Status.ShouldBe(serving);
        (await Client.CheckAsync(new HealthCheckRequest { Service = TestAccess.Service })).Status.ShouldBe(serving);
        var statuses = (await Client.ListAsync(new HealthListRequest())).Statuses;
        statuses.Keys.ShouldContain(TestAccess.Service);
        statuses.Values.ShouldAllBe(each => each.Status == serving);
    }

    [Fact]
    public async Task A_degraded_entry_names_the_command_that_mends_it()
    {
        broker = HealthStatus.Degraded;

        var (_, json) = await HealthAsync();

        json.GetProperty("entries").GetProperty("broker").GetProperty("description").GetString()!.ShouldContain("./run ops");
    }

    [Fact]
    public async Task A_call_that_failed_unexpectedly_degrades_the_service_for_a_while_and_names_the_trace()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var failing = await TestHost.StartAsync(TestHost.At(time));
        using var http = new HttpClient();
        async Task<string> CallsAsync() => await http.GetStringAsync(new Uri(failing.Http, "/health"));
        (await CallsAsync()).ShouldContain("\"calls\":{\"status\":\"Healthy\"");

        await Refusal.OfAsync(() => FailAsync("state"), StatusCode.FailedPrecondition, "ALREADY_DECIDED");
        time.Advance(TimeSpan.FromSeconds(2));
        (await CallsAsync()).ShouldContain("\"calls\":{\"status\":\"Healthy\"");
        var refusal = await Refusal.OfAsync(() => FailAsync("bug"), StatusCode.Internal, "INTERNAL");
        time.Advance(TimeSpan.FromSeconds(2));

        (await CallsAsync()).ShouldContain($"Fail, trace {refusal.TraceId}");
        time.Advance(TimeSpan.FromMinutes(11));
        (await CallsAsync()).ShouldContain("\"calls\":{\"status\":\"Healthy\"");

        Task FailAsync(string how) =>
            failing.Client.FailAsync(new FailRequest { How = how }, failing.As(Role.Coordinator)).ResponseAsync;
    }

    [Fact]
    public async Task Liveness_asks_nothing_outside_the_process()
    {
        database = HealthStatus.Unhealthy;
        using var http = new HttpClient();

        (await http.GetAsync(new Uri(host.Http, "/alive"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        looks.ShouldBe(0);
    }

    [Fact]
    public async Task Asked_a_hundred_times_it_looks_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Client.CheckAsync(new HealthCheckRequest()).ResponseAsync));

        looks.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task An_unknown_service_is_NOT_FOUND() =>
        await Refusal.OfAsync(async () => await Client.CheckAsync(new HealthCheckRequest { Service = "no.Such" }), StatusCode.NotFound, "SERVICE_UNKNOWN");

    [Fact]
    public async Task Watch_tells_each_change_and_an_unknown_service_as_unknown()
    {
        using var watch = Client.Watch(new HealthCheckRequest());
        using var unknown = Client.Watch(new HealthCheckRequest { Service = "no.Such" });
        (await NextAsync(watch)).ShouldBe(ServingStatus.Serving);

        database = HealthStatus.Unhealthy;

        (await NextAsync(watch)).ShouldBe(ServingStatus.NotServing);
        (await NextAsync(unknown)).ShouldBe(ServingStatus.ServiceUnknown);
    }

    private Health.HealthClient Client => new(host.Channel);

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        (await watch.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        return watch.ResponseStream.Current.Status;
    }

    private HealthCheckResult Look(HealthStatus status, string? description = null)
    {
        Interlocked.Increment(ref looks);
        return new HealthCheckResult(status, description);
    }

    private async Task<(HttpStatusCode Code, JsonElement Json)> HealthAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(host.Http, "/health"));
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
