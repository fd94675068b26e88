using Tyokyky.TestKit;

namespace Tyokyky.SystemTests;

public sealed class QuietTests(Suite suite)
{
    // Longer than anything here takes from one poll to the next: the AppHost asks for the status every three seconds, for health every five.
    // The machine's time, for the services are processes of their own and there is nothing to wait for but that nothing comes.
    private static readonly TimeSpan window = TimeSpan.FromSeconds(7);

    [Fact]
    public async Task A_suite_that_nobody_calls_sends_no_spans()
    {
        await suite.JourneyAsync();

        await Eventually.Holds(
            async () =>
            {
                var before = Posts();
                await Task.Delay(window, TestContext.Current.CancellationToken);
                return Posts() == before;
            },
            "no service sends spans of its own polling",
            seconds: 90);
    }

    private int Posts() => suite.Telemetry.Received.Count(post => post.Signal == "traces");
}
