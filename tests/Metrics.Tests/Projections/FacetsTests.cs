using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Xunit;
using static Tyokyky.Metrics.Tests.Facts;

namespace Tyokyky.Metrics.Tests.Projections;

/// <summary>What facts tell of a client and of who sent it is kept with each of them, to be counted by.</summary>
public sealed class FacetsTests(MetricsHost host) : IClassFixture<MetricsHost>
{
    private readonly ClientFacets client = new(Person()) { Sex = Sex.Female, ContactLanguage = "smn", CustomerProfile = "many-supports" };
    private readonly Referrer referrer = new() { ReferralId = Id(), Organisation = "1234567-1", UnitId = Id(), Service = "social-work", FromService = "coordination" };

    [Fact]
    public async Task Sex_language_and_profile_are_kept_with_everything_that_tells_of_a_client()
    {
        var (started, job) = (Started(client, "coach-1"), Job(client, "company", false));
        var contact = new ContactRecorded { ContactId = Id(), Client = client, Organisation = Coaching, ContactedOn = Day(2021, 3, 1), Mode = Mode.Community };
        var opened = new CaseOpened { CaseId = Id(), Client = client, Organisation = Coaching, OpenedOn = Day(2021, 3, 1), Referrer = referrer };
        await host.FeedAsync([started, job, WorkTrial(client), Studies(client), contact, opened]);

        foreach (var table in new[] { "coaching_started", "job", "work_trial", "studies", "contact", "team_case" })
        {
            (await KeptAsync(table, client.ClientId)).ShouldBe("female smn many-supports", table);
        }

        (await host.Database.ScalarAsync<string>($"SELECT mode FROM contact WHERE contact_id = '{contact.ContactId}'")).ShouldBe("community");
        (await host.Database.ScalarAsync<Guid>($"SELECT referral_id FROM team_case WHERE case_id = '{opened.CaseId}'")).ShouldBe(Guid.Parse(referrer.ReferralId));
    }

    [Fact]
    public async Task Who_referred_is_kept_with_the_referral_and_the_task_whichever_of_the_task_s_facts_comes_first()
    {
        var referral = new ReferralSubmitted { ReferralId = referrer.ReferralId, Client = client, Sender = "1234567-1", SubmittedAt = At(new(2021, 3, 1)), Referrer = referrer };
        var task = new TaskRequested { TaskId = Id(), ReferralId = referrer.ReferralId, Client = client, Receiver = Coaching, Service = "coordination", RequestedAt = At(new(2021, 3, 1)), Referrer = referrer };
        var accepted = new TaskStatusChanged { TaskId = task.TaskId, ReferralId = task.ReferralId, ClientId = client.ClientId, Status = "accepted", Receiver = Coaching, EffectiveAt = At(new(2021, 3, 2)) };
        await host.FeedAsync([referral, accepted, task]);

        foreach (var table in new[] { "referral", "task" })
        {
            (await KeptAsync(table, client.ClientId)).ShouldBe("female smn many-supports", table);
            (await host.Database.ScalarAsync<string>($"SELECT concat_ws(' ', referring_unit, referring_service, from_service) FROM {table} WHERE referral_id = '{referrer.ReferralId}'"))
                .ShouldBe($"{referrer.UnitId} social-work coordination", table);
        }
    }

    [Fact]
    public async Task What_an_older_fact_does_not_tell_is_not_known()
    {
        var older = Person();
        await host.FeedAsync([Started(older, "coach-1")]);

        (await KeptAsync("coaching_started", older.ClientId)).ShouldBe("unknown und unknown");
    }

    private Task<string> KeptAsync(string table, string clientId) =>
        host.Database.ScalarAsync<string>($"SELECT concat_ws(' ', sex, contact_language, customer_profile) FROM {table} WHERE client_id = '{clientId}'");
}
