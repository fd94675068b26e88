using System.Diagnostics;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.HostsFeedback;

/// <summary>The page as a host has it: headless chromium at a phone's width, driven by tests/clients/feedback.</summary>
public sealed class BrowserTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task A_host_answers_the_form_from_its_link_on_a_phone()
    {
        var hosts = new AskedHosts(host);
        var asked = await hosts.AskedAsync();
        var start = new ProcessStartInfo("node", ["--test", "--test-reporter=spec", "tests/clients/feedback/work-trial-feedback.test.mjs"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            Environment = { ["TYOKYKY_LINK"] = new Uri(host.HttpAddress, asked.Link).ToString() },
        };

        using var browser = Process.Start(start)!;
        var said = await browser.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await browser.WaitForExitAsync(TestContext.Current.CancellationToken);

        browser.ExitCode.ShouldBe(0, said);
        var feedback = await hosts.ReadAsync(asked.Feedback.FeedbackId);
        (feedback.State, feedback.Answers.Overall).ShouldBe((WorkTrialFeedbackState.Answered, "Meni hyvin.\nOttaisimme uudelleen."));
        feedback.Answers.Domains.Select(one => one.Level).ShouldBe(["not-seen", .. Enumerable.Repeat("manages-with-adaptation", 4)]);
    }
}
