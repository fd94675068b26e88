using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Tyokyky.Run.Tests;

public sealed class RestartTests
{
    private readonly FakeTimeProvider time = new();
    private readonly Suite suite = new(7400, "/data");

    [Fact]
    public void What_ends_again_and_again_is_started_ever_later_and_then_no_more()
    {
        var restarts = new Restarts(time);

        Enumerable.Range(0, 6).Select(_ => restarts.NextWait()?.TotalSeconds).ShouldBe([1, 2, 4, 8, 16, null]);
        restarts.Words(null).ShouldBe("; stays ended: it was started again 5 times within 10 minutes");
    }

    [Fact]
    public void An_end_of_long_ago_counts_no_more()
    {
        var restarts = new Restarts(time);
        for (var i = 0; i < 5; i++)
        {
            restarts.NextWait();
        }

        time.Advance(Restarts.Window);

        var wait = restarts.NextWait();
        wait.ShouldBe(TimeSpan.FromSeconds(1));
        restarts.Words(wait).ShouldBe("; starts again in 1 s (1 of 5)");
    }

    [Fact]
    public void The_end_of_a_service_is_told_once_with_how_and_what_follows_and_where_its_log_is()
    {
        var news = new News(suite, [Log("Running")]);

        News(news, "Running", "Finished, exit code -1").ShouldBeEmpty("what is done about it is not written yet");
        News(news, "Running", "Finished, exit code -1", "Finished, exit code -1; starts again in 1 s (1 of 5)")
            .ShouldBe(["team has ended: Finished, killed by a signal; starts again in 1 s (1 of 5). Its log: /data/logs/team.log"]);
        News(news, "Running", "Finished, exit code -1", "Finished, exit code -1; starts again in 1 s (1 of 5)", "Exited; starts again in 1 s (1 of 5)", "Running")
            .ShouldBe(["team runs again."]);
    }

    [Theory]
    [InlineData("Finished, exit code 10", "team has ended: Finished, exit code 10; start it in the dashboard. Its log: /data/logs/team.log")]
    [InlineData(
        "Finished, exit code 1; stays ended: it was started again 5 times within 10 minutes",
        "team has ended: Finished, exit code 1; stays ended: it was started again 5 times within 10 minutes; start it in the dashboard. Its log: /data/logs/team.log")]
    public void What_nobody_starts_again_says_who_can(string state, string said)
    {
        var news = new News(suite, [Log("Running")]);

        News(news, "Running", state).Concat(News(news, "Running", state)).Concat(News(news, "Running", state)).ShouldBe([said]);
    }

    [Fact]
    public void An_end_and_a_return_between_two_looks_are_both_told() =>
        News(new News(suite, [Log("Running")]), "Running", "Finished, exit code 3; starts again in 2 s (2 of 5)", "Starting", "Running").Count.ShouldBe(2);

    private static List<string> News(News news, params string[] states) => [.. news.Of([Log(states)])];

    private static ResourceLog Log(params string[] states) => ResourceLog.Of("team", states.Select(state => $"== {state}"));
}
