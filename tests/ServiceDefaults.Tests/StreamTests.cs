using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class StreamTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_stream_ends_with_its_token_and_says_where_to_go_on()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await TestHost.StartAsync(TestHost.At(time));
        using var watch = host.Client.Watch(new WatchRequest(), host.As(Role.Coordinator));
        var last = "";

        var refusal = await Refusal.OfAsync(
            async () =>
            {
                await foreach (var message in watch.ResponseStream.ReadAllAsync())
                {
                    last = message.Purpose;
                    if (last == "3") { time.Advance(TimeSpan.FromHours(1)); }
                }
            },
            StatusCode.Unauthenticated,
            "TOKEN_EXPIRED");

        refusal.Metadata["resume_cursor"].ShouldBe("cursor-" + last);
    }

    [Fact]
    public async Task A_stream_ends_when_its_handler_has_said_everything()
    {
        using var watch = host.Client.Watch(new WatchRequest { Count = 3 }, host.As(Role.Coordinator));

        (await watch.ResponseStream.ReadAllAsync().CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Each_message_is_decided_on_its_own()
    {
        using var watch = host.Client.Watch(new WatchRequest { Count = 9, HideEvery = 3 }, host.As(Role.Coordinator));

        (await watch.ResponseStream.ReadAllAsync().Select(message => message.Purpose).ToListAsync()).ShouldBe(["1", "2", "4", "5", "7", "8"]);
    }

    [Fact]
    public async Task A_stopping_replica_ends_its_streams_at_once_and_says_where_to_go_on()
    {
        using var watch = host.Client.Watch(new WatchRequest(), host.As(Role.Coordinator));
        await watch.ResponseStream.MoveNext(CancellationToken.None);
        var stopping = host.StopAsync();

        var refusal = await Refusal.OfAsync(() => watch.ResponseStream.ReadAllAsync().CountAsync().AsTask(), StatusCode.Unavailable, "SHUTTING_DOWN");

        refusal.Metadata["resume_cursor"].ShouldStartWith("cursor-");
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_slow_reader_is_ended_with_RESOURCE_EXHAUSTED_and_a_cursor()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var slow = await TestHost.StartAsync(TestHost.At(time));
        using var watch = slow.Client.Watch(new WatchRequest { Size = 60_000 }, slow.As(Role.Coordinator));
        // The second has come, so the first is known to be sent: there is a cursor.
        await watch.ResponseStream.MoveNext(CancellationToken.None);
        await watch.ResponseStream.MoveNext(CancellationToken.None);

        // Reads nothing for longer than one message may wait. What the connection holds is sent first, and waits for nobody.
        while (!slow.Behaviour.WatchHasEnded)
        {
            time.Advance(GrpcLimits.SlowReader + TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        var read = 1;
        var refusal = await Refusal.OfAsync(
            async () =>
            {
                await foreach (var message in watch.ResponseStream.ReadAllAsync())
                {
                    read = int.Parse(message.Purpose, System.Globalization.CultureInfo.InvariantCulture);
                }
            },
            StatusCode.ResourceExhausted,
            "READER_TOO_SLOW");

        // Going on from the cursor misses nothing that was not read.
        var cursor = int.Parse(refusal.Metadata["resume_cursor"].Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
        cursor.ShouldBeLessThanOrEqualTo(read);
    }
}
