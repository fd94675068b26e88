using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Health.V1;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly ActivityTraceId trace = ActivityTraceId.CreateRandom();
    private readonly ConcurrentQueue<Activity> ended = [];
    private ActivityListener listener = null!;
    private TestHost host = null!;

    public async ValueTask InitializeAsync()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                {
                    ended.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        // Nobody listens at the exporter's address: telemetry that cannot be delivered disturbs nothing.
        host = await TestHost.StartAsync(builder => builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9");
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_call_leaves_a_span_with_the_rpcs_name()
    {
        await host.Client.EchoAsync(new EchoRequest(), host.As(Role.Coordinator, ("traceparent", $"00-{trace}-b7ad6b7169203331-01")));

        var span = await EndedAsync();
        (span.DisplayName, span.Recorded).ShouldBe(("tyokyky.testing.v1.TestingService/Echo", true));
        span.TagObjects.ShouldContain(tag => tag.Key == "grpc.status_code" && (string?)tag.Value == "0");
    }

    [Fact]
    public async Task Health_over_gRPC_leaves_none()
    {
        await new Health.HealthClient(host.Channel).CheckAsync(new HealthCheckRequest(), [new("traceparent", $"00-{trace}-b7ad6b7169203331-01")]);

        (await EndedAsync()).Recorded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Health_over_HTTP_leaves_none(string path)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");

        await http.GetAsync(new Uri(host.Http, path));

        (await EndedAsync()).Recorded.ShouldBeFalse();
    }

    [Fact]
    public async Task Each_call_is_measured_with_its_outcome()
    {
        var measured = new ConcurrentQueue<string>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
        {
            if (instrument.Name == "rpc.server.duration")
            {
                measured.Enqueue(string.Join(' ', tags.ToArray().Select(tag => tag.Value)));
            }
        });
        meters.Start();

        await host.Client.EchoAsync(new EchoRequest { Text = "x" }, host.As(Role.Coach));
        await Refusal.OfAsync(async () => await host.Client.FailAsync(new FailRequest { How = "stale" }, host.As(Role.Coordinator)), Grpc.Core.StatusCode.Aborted, "ETAG_STALE");

        for (var look = 0; look < 100 && measured.Count < 2; look++)
        {
            await Task.Delay(10);
        }

        measured.ShouldContain("/tyokyky.testing.v1.TestingService/Echo OK");
        measured.ShouldContain("/tyokyky.testing.v1.TestingService/Fail Aborted");
    }

    private async Task<Activity> EndedAsync()
    {
        for (var look = 0; look < 200 && ended.IsEmpty; look++)
        {
            await Task.Delay(10);
        }

        ended.TryPeek(out var first).ShouldBeTrue();
        return first.ShouldNotBeNull();
    }
}
