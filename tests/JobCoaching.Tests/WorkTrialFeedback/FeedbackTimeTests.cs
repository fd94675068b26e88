using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.HostsFeedback;

public sealed class FeedbackTimeTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task A_reminder_falls_due_and_what_is_not_answered_in_time_ends_and_may_be_asked_again()
    {
        var hosts = new AskedHosts(host);
        var asked = await hosts.AskedAsync();
        var id = asked.Feedback.FeedbackId;

        await host.MoveClockAsync(TimeSpan.FromDays(7));
        await Eventually.Holds(async () => (await host.Database.FactsAsync<WorkTrialFeedbackReminderDue>(asked.Feedback.ClientId)).Count == 1, "the reminder's day comes");
        (await hosts.Feedback.ListWorkTrialFeedbackAsync(new ListWorkTrialFeedbackRequest { ReminderDue = true })).Feedback.ShouldHaveSingleItem().FeedbackId.ShouldBe(id);
        var reminded = await hosts.Feedback.RenewWorkTrialFeedbackAsync(new RenewWorkTrialFeedbackRequest { FeedbackId = id });
        (await hosts.Feedback.ListWorkTrialFeedbackAsync(new ListWorkTrialFeedbackRequest { ReminderDue = true })).Feedback.ShouldBeEmpty();
        (reminded.Feedback.Reminders, reminded.Feedback.LinkEndsOn).ShouldBe((1, CoachingHost.Day(37)));

        await host.MoveClockAsync(TimeSpan.FromDays(31));
        await Eventually.Holds(async () => (await hosts.ReadAsync(id)).State == WorkTrialFeedbackState.Expired, "the link ends");
        var ended = await hosts.ReadAsync(id);
        var page = await hosts.OpenAsync(reminded.Link);
        var posted = await hosts.PostAsync(AskedHosts.Answers(reminded.Link));
        var again = await hosts.Feedback.RenewWorkTrialFeedbackAsync(new RenewWorkTrialFeedbackRequest { FeedbackId = id, Contact = AskedHosts.Contact });

        (ended.Contact, ended.LinkEndsOn, page.Status, posted.Status).ShouldBe((null, null, 404, 404));
        (await host.Database.FactsAsync<WorkTrialFeedbackEnded>(asked.Feedback.ClientId)).ShouldHaveSingleItem().State.ShouldBe("expired");
        (await hosts.PostAsync(AskedHosts.Answers(again.Link))).Status.ShouldBe(200);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM due_work WHERE key = '{id}'")).ShouldBe(0);
    }
}
