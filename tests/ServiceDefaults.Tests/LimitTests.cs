using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class LimitTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_message_over_256_KB_is_refused() =>
        await Refusal.OfAsync(async () => await host.Client.EchoAsync(new EchoRequest { Text = new string('x', 257 * 1024) }, host.As(Role.Coordinator)), StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE");

    [Fact]
    public async Task A_message_over_256_KB_within_a_stream_is_refused() =>
        await Refusal.OfAsync(
            async () =>
            {
                using var upload = host.Client.Upload(host.As(Role.Coordinator));
                await upload.RequestStream.WriteAsync(new EchoRequest { Text = "small" });
                try
                {
                    await upload.RequestStream.WriteAsync(new EchoRequest { Text = new string('x', 257 * 1024) });
                    await upload.RequestStream.CompleteAsync();
                }
                catch (RpcException)
                {
                    // Refused while still writing: the answer says why.
                }

                await upload;
            },
            StatusCode.ResourceExhausted,
            "MESSAGE_TOO_LARGE");

    [Fact]
    public async Task A_message_that_unpacks_to_over_256_KB_is_refused()
    {
        var headers = host.As(Role.Coordinator, ("grpc-internal-encoding-request", "gzip"));

        await Refusal.OfAsync(async () => await host.Client.EchoAsync(new EchoRequest { Text = new string('x', 300 * 1024) }, headers), StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE");
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 4, 0xFF, 0xFF, 0xFF, 0xFF }, "MESSAGE_MALFORMED")]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 0x0A }, "MESSAGE_MALFORMED")]
    [InlineData(new byte[] { 0, 0 }, "MESSAGE_MALFORMED")]
    [InlineData(new byte[0], "MESSAGE_MALFORMED")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, "MESSAGE_MALFORMED")]
    [InlineData(new byte[] { 0, 0, 0, 0, 3, 0x0A, 0x01, 0xFF }, "MESSAGE_MALFORMED")]
    [InlineData(new byte[] { 7, 0, 0, 0, 0 }, "MESSAGE_MALFORMED")]
    public async Task Bytes_that_are_no_message_are_INVALID_ARGUMENT(byte[] body, string reason)
    {
        var (code, refusal) = await PostAsync("Echo", body);

        (code, refusal).ShouldBe((StatusCode.InvalidArgument, reason));
    }

    [Fact]
    public async Task An_unknown_compression_is_UNIMPLEMENTED() =>
        (await PostAsync("Echo", [1, 0, 0, 0, 1, 0], ("grpc-encoding", "snappy"))).ShouldBe((StatusCode.Unimplemented, "ENCODING_UNKNOWN"));

    [Fact]
    public async Task A_stranger_is_refused_before_its_bytes_are_read() =>
        (await PostAsync("Echo", [0, 0, 0, 0, 4, 0xFF, 0xFF, 0xFF, 0xFF], ("authorization", "Bearer x"))).ShouldBe((StatusCode.Unauthenticated, "TOKEN_MALFORMED"));

    [Fact]
    public async Task Garbage_on_either_port_closes_that_connection_and_nothing_else()
    {
        var random = new Random(7);
        foreach (var port in new[] { host.Grpc.Port, host.Http.Port })
        {
            for (var round = 0; round < 20; round++)
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, port);
                var garbage = new byte[random.Next(1, 4096)];
                random.NextBytes(garbage);
                try
                {
                    if (round % 2 == 0)
                    {
                        await socket.GetStream().WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
                    }

                    await socket.GetStream().WriteAsync(garbage);
                }
                catch (IOException)
                {
                    // Closed before we were done.
                }
            }
        }

        (await host.Client.EchoAsync(new EchoRequest { Text = "still here" }, host.As(Role.Coordinator))).Text.ShouldBe("still here");
        lock (host.Logs.Lines)
        {
            host.Logs.Lines.ShouldNotContain(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
        }
    }

    [Fact]
    public async Task A_call_without_a_deadline_has_30_seconds()
    {
        await using var still = await TestHost.StartAsync(TestHost.At(new FakeTimeProvider(TimeProvider.System.GetUtcNow())));

        (await still.Client.EchoAsync(new EchoRequest(), still.As(Role.Coordinator))).SecondsLeft.ShouldBe(30);
    }

    [Fact]
    public async Task A_longer_deadline_is_capped_at_60_seconds()
    {
        await using var still = await TestHost.StartAsync(TestHost.At(new FakeTimeProvider(TimeProvider.System.GetUtcNow())));
        var inAnHour = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1);

        (await still.Client.EchoAsync(new EchoRequest(), still.As(Role.Coordinator), inAnHour)).SecondsLeft.ShouldBe(60);
    }

    [Fact]
    public async Task The_deadline_ends_the_handler_and_says_so()
    {
        // The client's own timer is kept out of it: a raw call.
        var (code, refusal) = await PostAsync("Wait", [0, 0, 0, 0, 0], ("grpc-timeout", "150m"));

        (code, refusal).ShouldBe((StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED"));
        host.Behaviour.LastWait!.Cancel.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_who_goes_away_ends_the_handler()
    {
        using var gone = new CancellationTokenSource();
        var waiting = host.Client.WaitAsync(new EchoRequest(), host.As(Role.Coordinator), cancellationToken: gone.Token);
        await Eventually(() => host.Behaviour.LastWait is not null);

        await gone.CancelAsync();

        await Should.ThrowAsync<RpcException>(async () => await waiting);
        await Eventually(() => host.Behaviour.LastWait!.Cancel.IsCancellationRequested);
        await Eventually(() => host.Behaviour.LastWait!.Outcome == StatusCode.Cancelled);
    }

    [Fact]
    public async Task Who_calls_too_often_gets_RESOURCE_EXHAUSTED_and_a_time_to_wait()
    {
        await using var limited = await TestHost.StartAsync(builder => builder.Configuration["Limits:CallsPerSecond"] = "1");
        var headers = limited.As(Role.Coordinator);
        for (var call = 0; call < 10; call++)
        {
            await limited.Client.EchoAsync(new EchoRequest(), headers);
        }

        var refusal = await Refusal.OfAsync(async () => await limited.Client.EchoAsync(new EchoRequest(), headers), StatusCode.ResourceExhausted, "RATE_LIMITED");

        refusal.Details.GetDetail<Google.Rpc.RetryInfo>().ShouldNotBeNull();
        await limited.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(limited.Tokens.For(Role.Coordinator, "somebody-else")));
    }

    private static async Task Eventually(Func<bool> holds)
    {
        for (var look = 0; look < 200 && !holds(); look++)
        {
            await Task.Delay(20);
        }

        holds().ShouldBeTrue();
    }

    private async Task<(StatusCode Code, string Reason)> PostAsync(string rpc, byte[] body, params (string Key, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Grpc, $"{TestAccess.Service}/{rpc}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TryAddWithoutValidation("authorization", "Bearer " + host.Tokens.For(Role.Coordinator));
        foreach (var (key, value) in headers)
        {
            request.Headers.Remove(key);
            request.Headers.TryAddWithoutValidation(key, value);
        }

        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        string? Value(string name) => response.Headers.TryGetValues(name, out var values) || response.TrailingHeaders.TryGetValues(name, out values) ? values.Single() : null;
        var details = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(Value("grpc-status-details-bin").ShouldNotBeNull()));
        details.GetDetail<Google.Rpc.RequestInfo>().ShouldNotBeNull();
        var code = (StatusCode)int.Parse(Value("grpc-status")!, System.Globalization.CultureInfo.InvariantCulture);
        return (code, details.GetDetail<Google.Rpc.ErrorInfo>()!.Reason);
    }
}
