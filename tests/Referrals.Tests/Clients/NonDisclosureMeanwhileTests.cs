using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

/// <summary>A non-disclosure (turvakielto) that is ordered while something is made for the client is in time for it.</summary>
public sealed class NonDisclosureMeanwhileTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task A_referral_tells_nobody_where_the_client_lives()
    {
        var clientId = await RegisteredAsync(host.NewPerson());
        var request = host.NewReferral();
        (request.NewClient, request.ClientId) = (null, clientId);

        await host.MeanwhileAsync(Ordered(clientId), () => host.AgencyReferrals.SubmitReferralAsync(request).ResponseAsync);

        (await MunicipalityAsync("referral", clientId)).ShouldBe("unknown");
        (await host.Database.FactsAsync<ReferralSubmitted>(clientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("unknown");
    }

    [Fact]
    public async Task A_draft_is_sent_without_it()
    {
        var clientId = await RegisteredAsync(host.NewPerson());

        await host.MeanwhileAsync(Ordered(clientId), () => host.AgencyReferrals.SaveDraftAsync(new SaveDraftRequest { ClientId = clientId }).ResponseAsync);

        (await MunicipalityAsync("referral", clientId)).ShouldBe("unknown");
    }

    [Fact]
    public async Task A_pathway_opens_without_it()
    {
        var clientId = await host.ManagedAsync(await RegisteredAsync(host.NewPerson()));
        var pathways = new PathwaysService.PathwaysServiceClient(host.As(Role.Coordinator, ReferralsHost.Agency));

        await host.MeanwhileAsync(Ordered(clientId), () => pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = clientId }).ResponseAsync);

        (await MunicipalityAsync("pathway", clientId)).ShouldBe("unknown");
    }

    [Fact]
    public async Task A_network_meeting_is_convened_without_it_whichever_register_the_order_is_in()
    {
        var clientId = await InTwoRegistersAsync();
        var meetings = new NetworkMeetingsService.NetworkMeetingsServiceClient(host.As(Role.Coordinator, ReferralsHost.Agency));
        var participant = new NewMeetingParticipant { Organisation = ReferralsHost.Kela, Profession = "kela-expert" };
        var plan = new NetworkMeetingPlan { Topic = "rehabilitation", Question = "Verkosto", Participants = { participant } };

        await host.MeanwhileAsync(
            Ordered(clientId, "social-welfare"),
            () => meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest { ClientId = clientId, ClientAgreed = true, Plan = plan }).ResponseAsync);

        (await MunicipalityAsync("network_meeting", clientId)).ShouldBe("unknown");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_s_own_referral_is_made_without_it_whoever_ordered_it(bool ofAnEmployersContact)
    {
        var (clientId, refer) = await ReferringAsync(ofAnEmployersContact);

        await host.MeanwhileAsync(Ordered(clientId), refer);

        (await MunicipalityAsync("referral", clientId)).ShouldBe("unknown");
        (await host.Database.FactsAsync<ReferralSubmitted>(clientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("unknown");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_s_own_referral_is_made_without_it_if_it_comes_with_another_controller_s_record(bool ofAnEmployersContact)
    {
        var (clientId, refer) = await ReferringAsync(ofAnEmployersContact);

        await host.MeanwhileAsync(
            $"""
            SELECT pg_advisory_xact_lock_shared(hashtextextended('records of ' || '{clientId}', 0));
            INSERT INTO client_record (client_id, controller, register, version, given_names, family_name, municipality, contact_language, non_disclosure, registered_at)
            VALUES ('{clientId}', '{ReferralsHost.Kela}', 'employment', 1, 'Testi', 'Esimerkki', '698', 'fi', true, now())
            """,
            refer);

        (await MunicipalityAsync("referral", clientId)).ShouldBe("unknown");
    }

    [Fact]
    public async Task What_else_changes_of_the_client_meanwhile_is_what_an_own_referral_tells()
    {
        var (clientId, refer) = await ReferringAsync(ofAnEmployersContact: false);

        await host.MeanwhileAsync($"UPDATE client_record SET municipality = '320', version = version + 1 WHERE client_id = '{clientId}'", refer);

        (await MunicipalityAsync("referral", clientId)).ShouldBe("320");
    }

    [Fact]
    public async Task A_change_in_one_register_hears_of_the_order_in_the_other()
    {
        var clientId = await InTwoRegistersAsync();
        var request = new UpdateClientRequest
        {
            ClientId = clientId,
            Client = new ClientDetails { Municipality = "320", Register = "social-welfare" },
            UpdateMask = new() { Paths = { "municipality" } },
        };

        await host.MeanwhileAsync(Ordered(clientId, "employment"), () => host.AgencyRegister.UpdateClientAsync(request).ResponseAsync);

        (await host.Database.FactsAsync<ClientChanged>(clientId)).Select(fact => fact.Client.Municipality).ShouldAllBe(municipality => municipality == "unknown");
    }

    /// <summary>A client, and what makes the client's own referral.</summary>
    private async Task<(string ClientId, Func<Task<Referral>> Refer)> ReferringAsync(bool ofAnEmployersContact)
    {
        var person = host.NewPerson();
        var clientId = await RegisteredAsync(person);
        var client = host.As(Role.Client, ReferralsHost.Agency, clientRef: clientId);
        if (!ofAnEmployersContact)
        {
            var own = new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = ReferralsHost.City, Service = "coordination" };
            return (clientId, async () => (await new ReferralsService.ReferralsServiceClient(client).SubmitOwnReferralAsync(own)).Referral);
        }

        await new EmployerContactsService.EmployerContactsServiceClient(host.As(Role.Employer, "5678901-2")).MakeEmployerContactAsync(new MakeEmployerContactRequest
        {
            Receiver = ReferralsHost.City,
            EmployerName = "Malliyritys Oy",
            Employee = new Employee { GivenNames = "Testi", FamilyName = "Esimerkki", Phone = "0401234567", ContactLanguage = "fi" },
            PersonalIdentityCode = person.PersonalIdentityCode,
            Topic = "job-at-risk",
            EmployeeTold = true,
        });
        var contacts = new EmployerContactsService.EmployerContactsServiceClient(client);
        var made = (await contacts.ListEmployerContactsAsync(new ListEmployerContactsRequest())).Contacts.ShouldHaveSingleItem();
        var confirm = new ConfirmEmployerContactRequest { ContactId = made.ContactId, Reasons = { "wish-for-work" } };
        return (clientId, async () => (await contacts.ConfirmEmployerContactAsync(confirm)).Referral);
    }

    private static string Ordered(string clientId, string register = "social-welfare") =>
        $"UPDATE client_record SET non_disclosure = true, version = version + 1 WHERE client_id = '{clientId}' AND register = '{register}'";

    private Task<string> MunicipalityAsync(string table, string clientId) =>
        host.Database.ScalarAsync<string>($"SELECT municipality FROM {table} WHERE client_id = '{clientId}'");

    private async Task<string> InTwoRegistersAsync()
    {
        var person = host.NewPerson();
        var clientId = await RegisteredAsync(person);
        (await RegisteredAsync(new ClientDetails(person) { Register = "employment" })).ShouldBe(clientId);
        return clientId;
    }

    private async Task<string> RegisteredAsync(ClientDetails person) =>
        (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person, RequestId = Guid.NewGuid().ToString() })).Client.ClientId;
}
