using Google.Protobuf;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Coordination;

/// <summary>A contact's outcomes add themselves where something follows from it.</summary>
public sealed class ContactFollowingTests(PathwayHost host) : IClassFixture<PathwayHost>
{
    [Fact]
    public async Task A_referral_adds_itself_and_the_service_that_it_asks_for()
    {
        var (contact, _) = await ReferredAsync();

        (await OutcomesAsync(contact)).ShouldBe(["referral", "rehabilitation"]);
    }

    [Fact]
    public async Task A_draft_does_when_it_is_sent()
    {
        var (contact, clientId) = await RecordedAsync();
        var need = new ReferralNeed { Reasons = { "other" }, ReasonForClient = "Sovitusti." };
        var draft = await host.CoordinatorReferrals.SaveDraftAsync(new SaveDraftRequest { ClientId = clientId, Need = need, Receiver = ReferralsHost.Kela, Service = "vocational-rehabilitation" });
        (await OutcomesAsync(contact)).ShouldBeEmpty();

        await host.CoordinatorReferrals.SubmitDraftAsync(new SubmitDraftRequest { TaskId = draft.Referral.Tasks[0].TaskId, VoluntarinessTold = true, ContactId = contact });

        (await OutcomesAsync(contact)).ShouldBe(["referral", "rehabilitation"]);
    }

    [Fact]
    public async Task What_coaching_led_to_adds_itself_once()
    {
        var (contact, referral) = await ReferredAsync();

        await ToldAsync(referral, by => new CoachingStarted { Referrer = by });
        await ToldAsync(referral, by => Job(by, "permanent", 38));
        await ToldAsync(referral, by => Job(by, "permanent", 37));
        await ToldAsync(referral, by => Job(by, "fixed-term", 38, subsidised: true));
        await ToldAsync(referral, by => new WorkTrialRecorded { Referrer = by });
        await ToldAsync(referral, by => new StudiesRecorded { Referrer = by });
        await ToldAsync(referral, by => Job(by, "permanent", 30, kind: "apprenticeship"));

        string[] expected =
        [
            "referral", "rehabilitation", "job-coaching", "employment-full-time", "employment-part-time", "pay-subsidy", "work-trial", "studies", "apprenticeship",
        ];
        await Eventually.Holds(async () => (await OutcomesAsync(contact)).SequenceEqual(expected), "each outcome is there, in the order in which it came, once");
        (await host.Database.FactsAsync<ContactOutcomeAdded>(referral.ClientId)).Select(fact => fact.Outcome).ShouldBe(expected);
    }

    [Fact]
    public async Task What_was_a_mistake_takes_back_what_it_led_to_alone()
    {
        var (contact, referral) = await ReferredAsync();
        var (first, second) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await host.CoordinatorCoordination.AddContactOutcomeAsync(new AddContactOutcomeRequest { ContactId = contact, Outcome = "studies" });
        await ToldAsync(referral, by => Job(by, "permanent", 38, subsidised: true, id: first));
        await ToldAsync(referral, by => Job(by, "permanent", 38, id: second));
        await ToldAsync(referral, by => new StudiesRecorded { Referrer = by });
        await StandsAsync("referral", "rehabilitation", "studies", "employment-full-time", "pay-subsidy");

        // The other job was full-time too; the person's own word stands.
        await ToldAsync(referral, _ => new ResultEnteredInError { ResultId = first, Type = "job" });
        await StandsAsync("referral", "rehabilitation", "studies", "employment-full-time");

        // It was told to be part-time after all.
        await ToldAsync(referral, by => new ResultCorrected { Job = Job(by, "permanent", 20, id: second) });
        await StandsAsync("referral", "rehabilitation", "studies", "employment-part-time");
        await ToldAsync(referral, _ => new ResultEnteredInError { ResultId = second, Type = "job" });
        await StandsAsync("referral", "rehabilitation", "studies");
        (await host.Database.FactsAsync<ContactOutcomeRemoved>(referral.ClientId)).Select(fact => fact.Outcome)
            .ShouldBe(["pay-subsidy", "employment-full-time", "employment-part-time"]);

        Task StandsAsync(params string[] expected) =>
            Eventually.Holds(async () => (await OutcomesAsync(contact)).SequenceEqual(expected), string.Join(' ', expected));
    }

    [Fact]
    public async Task Of_an_onward_referral_they_reach_whoever_is_a_party_to_it_and_nobody_else()
    {
        var (contact, referral) = await ReferredAsync();
        var kela = new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));
        await kela.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });
        var (without, with) = (await OnwardAsync(Stranger), await OnwardAsync(City));

        await ToldAsync(without, by => new StudiesRecorded { Referrer = by });
        await ToldAsync(with, by => new WorkTrialRecorded { Referrer = by });

        await Eventually.Holds(async () => (await OutcomesAsync(contact)).Contains("work-trial"), "the one that came back is known");
        (await OutcomesAsync(contact)).ShouldNotContain("studies");

        async Task<Referral> OnwardAsync(string receiver) => (await kela.ReferOnwardAsync(new ReferOnwardRequest
        {
            TaskId = referral.Tasks[0].TaskId,
            Need = new ReferralNeed { Reasons = { "other" }, ReasonForClient = "Sovitusti." },
            Receiver = receiver,
            Service = "coordination",
            VoluntarinessTold = true,
        })).Referral;
    }

    private static JobRecorded Job(Referrer by, string contract, int hours, bool subsidised = false, string kind = "employment", string id = "") => new()
    {
        JobId = id,
        Contract = contract,
        WeeklyHours = hours,
        PaySubsidised = subsidised,
        Kind = kind,
        StartedOn = new DateOnly(2026, 6, 1).ToDate(),
        Referrer = by,
    };

    // As JobCoaching tells it.
    private Task ToldAsync<T>(Referral referral, Func<Referrer, T> fact)
        where T : class, IMessage<T>, new()
    {
        var told = fact(new Referrer { ReferralId = referral.ReferralId, Organisation = City });
        IMessage whole = told is ResultCorrected { Job: { } job } ? job : told;
        whole.Descriptor.FindFieldByName("client")?.Accessor.SetValue(whole, new ClientFacets { ClientId = referral.ClientId, AgeBand = AgeBand._3054, Municipality = "698" });
        foreach (var field in whole.Descriptor.Fields.InDeclarationOrder().Where(field => field.Name is "coaching_id" or "job_id" or "case_id" or "measure_id" or "work_trial_id" or "studies_id"))
        {
            if (field.Accessor.GetValue(whole) is "") { field.Accessor.SetValue(whole, Guid.NewGuid().ToString()); }
        }

        whole.Descriptor.FindFieldByName("started_on")?.Accessor.SetValue(whole, new DateOnly(2026, 6, 1).ToDate());

        host.Sources.Tell("coaching", told, referral.ClientId);
        return Task.CompletedTask;
    }

    private async Task<(string Contact, Referral Referral)> ReferredAsync()
    {
        var (contact, clientId) = await RecordedAsync();
        var request = host.NewReferral(ReferralsHost.Kela, "vocational-rehabilitation");
        (request.NewClient, request.ClientId, request.ContactId) = (null, clientId, contact);
        return (contact, (await host.CoordinatorReferrals.SubmitReferralAsync(request)).Referral);
    }

    private async Task<(string Contact, string ClientId)> RecordedAsync()
    {
        var register = new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, City));
        var clientId = (await register.RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client.ClientId;
        var recorded = await host.CoordinatorCoordination.RecordContactAsync(
            new RecordContactRequest { ClientId = clientId, ContactingService = "client", Topic = "employment", Mode = Mode.Phone });
        return (recorded.Contact.ContactId, clientId);
    }

    private async Task<IReadOnlyList<string>> OutcomesAsync(string contactId) =>
        (await host.CoordinatorCoordination.GetContactAsync(new GetContactRequest { ContactId = contactId })).Contact.Outcomes;
}
