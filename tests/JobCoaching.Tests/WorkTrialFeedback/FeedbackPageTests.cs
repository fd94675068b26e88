using System.Diagnostics;
using System.Net;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.HostsFeedback;

/// <summary>What a host gets by a link, over plain HTTP.</summary>
public sealed class FeedbackPageTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    private readonly AskedHosts hosts = new(host);

    [Fact]
    public async Task A_host_answers_once_and_the_same_again_has_no_second_effect()
    {
        var asked = await hosts.AskedAsync();
        var answers = AskedHosts.Answers(asked.Link);
        (await hosts.OpenAsync(asked.Link)).Status.ShouldBe(200);
        (await hosts.OpenAsync(asked.Link)).Status.ShouldBe(200, "looking uses nothing up");

        var first = await hosts.PostAsync(answers);
        var again = await hosts.PostAsync(answers);
        var otherwise = await hosts.PostAsync(new Dictionary<string, string>(answers) { ["overall"] = "Muuta." });
        var feedback = await hosts.ReadAsync(asked.Feedback.FeedbackId);

        (first.Status, again.Status, otherwise.Status, (await hosts.OpenAsync(asked.Link)).Status).ShouldBe((200, 200, 404, 404));
        again.Page.ShouldBe(first.Page);
        (feedback.State, feedback.Answers.Overall, feedback.Contact).ShouldBe((WorkTrialFeedbackState.Answered, "Ottaisimme uudelleen.", null));
        feedback.Answers.Domains.Select(one => (one.Domain, one.Level)).ShouldBe(AskedHosts.Domains.Select(domain => (domain, domain == "health-at-work" ? "not-seen" : "manages")));
        feedback.Answers.Domains.Single(one => one.Domain == "social-skills").Text.ShouldBe("Viihtyi <joukossa> & auttoi muita.");
        var told = (await host.Database.FactsAsync<WorkTrialFeedbackAnswered>(feedback.ClientId)).ShouldHaveSingleItem();
        (told.Domains.Count, told.HostTrained, told.Feedback.Client.Programme).ShouldBe((5, false, "kokeilu"));
        told.ToString().ShouldNotContain("joukossa");
        (await host.TrailAsync(feedback.FeedbackId)).ShouldBe([">requested ", "requested>answered "]);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE subject = 'link:{feedback.FeedbackId}' AND client_id = '{feedback.ClientId}' AND kind = 'read'")).ShouldBe(2);
    }

    [Fact]
    public async Task Sent_twice_at_once_it_is_taken_once()
    {
        var asked = await hosts.AskedAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await hosts.PostAsync(AskedHosts.Answers(asked.Link))).Status));

        statuses.ShouldAllBe(status => status == 200);
        (await host.Database.FactsAsync<WorkTrialFeedbackAnswered>(asked.Feedback.ClientId)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whatever_opens_nothing_is_answered_alike_and_a_link_opens_one_feedback_alone()
    {
        var (answered, cancelled, renewed, mistaken) = (await hosts.AskedAsync(), await hosts.AskedAsync(), await hosts.AskedAsync(), await hosts.AskedAsync());
        await hosts.PostAsync(AskedHosts.Answers(answered.Link));
        await hosts.Feedback.CancelWorkTrialFeedbackAsync(new CancelWorkTrialFeedbackRequest { FeedbackId = cancelled.Feedback.FeedbackId, Reason = "other" });
        var anew = await hosts.Feedback.RenewWorkTrialFeedbackAsync(new RenewWorkTrialFeedbackRequest { FeedbackId = renewed.Feedback.FeedbackId });
        await host.Results.EnterResultInErrorAsync(new EnterResultInErrorRequest { ResultId = mistaken.Feedback.WorkTrialId, Reason = "wrong-client" });
        var unknown = $"/work-trial-feedback/fi?link={new string('A', 43)}";
        var pages = new HashSet<string>();

        foreach (var link in new[] { answered.Link, cancelled.Link, renewed.Link, mistaken.Link, unknown, "/work-trial-feedback/fi", "/work-trial-feedback/fi?link=..%2F..", $"/work-trial-feedback/fi?link={answered.Feedback.FeedbackId}" })
        {
            var opened = await hosts.OpenAsync(link);
            var posted = await hosts.PostAsync(new Dictionary<string, string>(AskedHosts.Answers(link)) { ["level-social-skills"] = "strength" });
            (opened.Status, posted.Status).ShouldBe((404, 404), link);
            pages.Add(opened.Page);
            pages.Add(posted.Page);
        }

        pages.ShouldHaveSingleItem().ShouldContain("Linkki ei ole käytössä");
        (await hosts.OpenAsync(anew.Link)).Status.ShouldBe(200);
        // The secret is the page's alone.
        using var client = new HttpClient();
        var health = await client.GetStringAsync(new Uri(host.HttpAddress, $"/health?link={AskedHosts.SecretOf(anew.Link)}"));
        health.ShouldNotContain(renewed.Feedback.ClientId);
        (await client.GetAsync(new Uri(host.HttpAddress, $"/work-trial-feedback/de?link={AskedHosts.SecretOf(anew.Link)}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_wrong_is_named_at_its_place_and_what_was_typed_is_kept()
    {
        var asked = await hosts.AskedAsync();
        var answers = AskedHosts.Answers(asked.Link);
        answers.Remove("level-social-skills");
        answers["level-open-labour-market"] = "splendid";
        answers["text-health-at-work"] = "Tunnus 131052-308T";
        answers["overall"] = new string('ä', 2001);

        var refused = await hosts.PostAsync(answers, "sv");

        refused.Status.ShouldBe(422);
        refused.Page.ShouldContain("role=\"alert\"");
        refused.Page.ShouldContain("<a href=\"#level-social-skills-0\">Sociala färdigheter: ");
        refused.Page.ShouldContain("<a href=\"#level-open-labour-market-0\">");
        refused.Page.ShouldContain("<a href=\"#text-health-at-work\">");
        refused.Page.ShouldContain("<a href=\"#overall\">");
        refused.Page.ShouldContain("Viihtyi &lt;joukossa&gt; &amp; auttoi muita.");
        refused.Page.ShouldContain(new string('ä', 2001));
        refused.Page.ShouldContain("value=\"not-seen\" checked");
        (await hosts.ReadAsync(asked.Feedback.FeedbackId)).State.ShouldBe(WorkTrialFeedbackState.Requested);
        (await hosts.PostAsync(AskedHosts.Answers(asked.Link))).Status.ShouldBe(200, "the link is not used up");
    }

    [Fact]
    public async Task The_page_shows_the_trial_in_the_links_language_and_nothing_of_the_client_and_is_kept_nowhere()
    {
        var request = new RequestWorkTrialFeedbackRequest(AskedHosts.NewRequest(await hosts.TrialAsync())) { Language = FormLanguage.En };
        var asked = await hosts.Feedback.RequestWorkTrialFeedbackAsync(request);
        var activities = new List<Activity>();
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = one => { lock (activities) { activities.Add(one); } } };
        ActivitySource.AddActivityListener(listener);

        var (status, page, answer) = await hosts.OpenAsync(asked.Link);

        status.ShouldBe(200);
        page.ShouldStartWith("<!doctype html><html lang=\"en\">");
        page.ShouldContain("Veikko Vainio, 040 123 4567");
        page.ShouldContain("<legend>Social skills</legend>");
        page.ShouldContain("På svenska");
        page.ShouldNotContain("<script");
        foreach (var secret in new[] { asked.Feedback.ClientId, asked.Feedback.FeedbackId, asked.Feedback.WorkTrialId, "Irja" }) { page.ShouldNotContain(secret); }
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(one => one.Key, one => string.Join(' ', one.Value), StringComparer.OrdinalIgnoreCase);
        headers["Content-Security-Policy"].ShouldStartWith("default-src 'none'; style-src 'sha256-");
        (headers["Cache-Control"], headers["Referrer-Policy"], headers["X-Robots-Tag"], headers["X-Content-Type-Options"]).ShouldBe(("no-store", "no-referrer", "noindex, nofollow", "nosniff"));
        // The secret is in no trace of the service, and the database has its digest alone.
        await Eventually.Holds(() => Task.FromResult(Served(activities).Count > 0), "the request is traced");
        Served(activities).SelectMany(one => one.TagObjects.Select(tag => tag.Value?.ToString()).Append(one.DisplayName))
            .Where(told => told?.Contains(AskedHosts.SecretOf(asked.Link), StringComparison.Ordinal) == true).ShouldBeEmpty();
        (await host.Database.ScalarAsync<string>($"SELECT row_to_json(f)::text FROM work_trial_feedback f WHERE id = '{asked.Feedback.FeedbackId}'")).ShouldNotContain(AskedHosts.SecretOf(asked.Link));
    }

    private static List<Activity> Served(List<Activity> activities)
    {
        lock (activities) { return [.. activities.Where(one => one.Source.Name == "Microsoft.AspNetCore")]; }
    }
}
