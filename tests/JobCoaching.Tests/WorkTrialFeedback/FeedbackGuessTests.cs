namespace Tyokyky.JobCoaching.Tests.HostsFeedback;

public sealed class FeedbackGuessTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task Whoever_tries_links_is_told_to_wait()
    {
        var hosts = new AskedHosts(host);
        var statuses = new List<int>();

        // More than a minute and the next allow.
        while (statuses.Count < 125 && !statuses.Contains(429)) { statuses.Add((await hosts.OpenAsync($"/work-trial-feedback/fi?link={new string('B', 43)}")).Status); }

        statuses.Count(status => status == 404).ShouldBeGreaterThanOrEqualTo(60);
        statuses[^1].ShouldBe(429);
        var busy = await hosts.OpenAsync("/work-trial-feedback/en");
        (busy.Page.Contains("Not possible just now", StringComparison.Ordinal), busy.Answer.Headers.Contains("Retry-After")).ShouldBe((true, true));
    }
}
