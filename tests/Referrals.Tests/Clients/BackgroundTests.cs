using Google.Protobuf;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

/// <summary>Sex, contact language and customer profile: kept for counting, told in facts, and of a protected client not.</summary>
public sealed class BackgroundTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task They_are_recorded_and_told_in_the_facts_of_what_is_made_for_the_client()
    {
        var person = host.NewPerson();
        (person.Sex, person.ContactLanguage, person.CustomerProfile) = (Sex.Other, "smn", "many-supports");
        var client = await RegisteredAsync(person);
        (client.Sex, client.CustomerProfile).ShouldBe((Sex.Other, "many-supports"));

        await AllAsync(client.ClientId);

        (await ToldAsync(client.ClientId)).ShouldAllBe(told => told.Sex == Sex.Other && told.ContactLanguage == "smn" && told.CustomerProfile == "many-supports");
    }

    [Fact]
    public async Task Of_a_client_with_non_disclosure_nothing_is_told_that_would_tell_who_it_is()
    {
        var person = host.NewPerson(nonDisclosure: true);
        (person.Sex, person.ContactLanguage, person.CustomerProfile) = (Sex.Male, "sms", "between-benefits");
        var client = await RegisteredAsync(person);

        await AllAsync(client.ClientId);

        (await ToldAsync(client.ClientId)).ShouldAllBe(told => IsUnknown(told));
    }

    [Fact]
    public async Task An_order_of_non_disclosure_hides_them_in_what_goes_on()
    {
        var person = host.NewPerson();
        (person.Sex, person.ContactLanguage, person.CustomerProfile) = (Sex.Female, "so", "language-and-work");
        // Nothing else tells who it is: the municipality was never known.
        person.Municipality = "";
        var client = await RegisteredAsync(person);
        var (referral, meeting) = await AllAsync(client.ClientId);
        var before = (await ToldAsync(client.ClientId)).Count;

        await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest { ClientId = client.ClientId, Client = new() { NonDisclosure = true } });
        await host.AgencyReferrals.SendTaskAsync(new SendTaskRequest { ReferralId = referral, Receiver = ReferralsHost.Kela, Service = "vocational-rehabilitation", VoluntarinessTold = true });
        await Meetings.HoldNetworkMeetingAsync(new HoldNetworkMeetingRequest { MeetingId = meeting, Mode = Mode.InPerson, Minutes = 60, ClientPart = MeetingClientPart.NotInvited });

        var since = (await ToldAsync(client.ClientId)).Skip(before).ToList();
        since.Count.ShouldBe(3);
        since.ShouldAllBe(told => IsUnknown(told));
        foreach (var table in new[] { "referral", "pathway", "network_meeting" })
        {
            (await host.Database.ScalarAsync<string>($"SELECT concat_ws(' ', sex, contact_language, customer_profile) FROM {table} WHERE client_id = '{client.ClientId}'"))
                .ShouldBe("4 und unknown", table);
        }
    }

    [Theory]
    [InlineData("010180-9004", Sex.Female)]
    [InlineData("010180-9015", Sex.Male)]
    public async Task A_personal_identity_code_says_the_sex_unless_it_is_told_otherwise(string code, Sex sex)
    {
        var person = host.NewPerson();
        person.PersonalIdentityCode = code;
        (await RegisteredAsync(person)).Sex.ShouldBe(sex);

        var told = host.NewPerson();
        told.Sex = Sex.Unknown;

        (await RegisteredAsync(told)).Sex.ShouldBe(Sex.Unknown);
    }

    [Fact]
    public async Task A_code_that_is_added_says_it_where_nobody_has()
    {
        var code = host.NewPerson().PersonalIdentityCode;
        var person = host.NewPerson();
        person.PersonalIdentityCode = "";
        person.BirthDate = DateOnly.ParseExact($"{code[..4]}19{code[4..6]}", "ddMMyyyy", System.Globalization.CultureInfo.InvariantCulture).ToDate();
        var client = await RegisteredAsync(person);
        client.Sex.ShouldBe(Sex.Unspecified);

        var coded = (await host.AgencyRegister.AddPersonalIdentityCodeAsync(new AddPersonalIdentityCodeRequest { ClientId = client.ClientId, PersonalIdentityCode = code })).Client;

        coded.Sex.ShouldBe((code[9] - '0') % 2 == 0 ? Sex.Female : Sex.Male);
        (await host.Database.FactsAsync<ClientChanged>(client.ClientId)).ShouldHaveSingleItem().Client.Sex.ShouldBe(coded.Sex);
    }

    [Fact]
    public async Task A_change_is_told_and_read_as_it_was_known_then()
    {
        var client = await RegisteredAsync(host.NewPerson());

        var changed = (await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest
        {
            ClientId = client.ClientId,
            Client = new() { CustomerProfile = "to-work-with-support" },
        })).Client;

        (changed.Sex, changed.CustomerProfile).ShouldBe((client.Sex, "to-work-with-support"));
        (await host.Database.FactsAsync<ClientChanged>(client.ClientId)).ShouldHaveSingleItem().Client.CustomerProfile.ShouldBe("to-work-with-support");
        var then = await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = client.ClientId, Register = client.Register, AsKnownAt = client.RegisteredAt });
        then.Client.CustomerProfile.ShouldBe("");
    }

    [Fact]
    public async Task A_profile_that_nobody_has_described_is_refused()
    {
        var person = host.NewPerson();
        person.CustomerProfile = "lazy";

        (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE"))
            .Metadata["field"].ShouldBe("client.customer_profile");
    }

    [Fact]
    public async Task Whoever_the_client_is_referred_to_is_not_told_sex_and_profile()
    {
        var request = host.NewReferral();
        request.NewClient.CustomerProfile = "many-supports";
        var clientId = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.ClientId;

        var seen = (await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).GetClientAsync(new GetClientRequest { ClientId = clientId })).Client;

        (seen.Sex, seen.CustomerProfile).ShouldBe((Sex.Unspecified, ""));
        seen.WithheldFields.ShouldContain("sex");
        seen.WithheldFields.ShouldContain("customer_profile");
    }

    [Fact]
    public async Task An_anonymous_contact_tells_them_as_far_as_they_were_told_and_a_named_one_as_the_register_says()
    {
        var day = new DateOnly(2024, 3, 1).ToDate();
        var request = new RecordContactRequest
        {
            ContactingService = "ohjaamo",
            Topic = "studies",
            Mode = Mode.Message,
            ContactedOn = day,
            Sex = Sex.Female,
            ContactLanguage = "ar",
            CustomerProfile = "youth-without-path",
        };
        var recorded = (await host.CoordinatorCoordination.RecordContactAsync(request)).Contact;
        (recorded.Sex, recorded.ContactLanguage, recorded.CustomerProfile).ShouldBe((Sex.Female, "ar", "youth-without-path"));
        var told = (await host.Database.FactsAsync<ContactRecorded>(recorded.ContactId)).ShouldHaveSingleItem();
        (told.Client.Sex, told.Client.ContactLanguage, told.Client.CustomerProfile, told.Mode).ShouldBe((Sex.Female, "ar", "youth-without-path", Mode.Message));

        var counted = (await host.CoordinatorCoordination.SummariseContactsAsync(new SummariseContactsRequest { FromDay = day, ToDay = day })).Counts;
        foreach (var (dimension, code) in new[] { ("sex", "female"), ("contact-language", "ar"), ("customer-profile", "youth-without-path"), ("mode", "message") })
        {
            counted.ShouldContain(count => count.Dimension == dimension && count.Code == code && count.Contacts == 1);
        }

        request.ClientId = (await host.SubmittedAsync()).ClientId;
        var refused = await host.CoordinatorCoordination.RecordContactAsync(request).ShouldFail(StatusCode.InvalidArgument, "ONLY_FOR_ANONYMOUS");
        refused.BadRequest!.FieldViolations.Select(violation => violation.Field).ShouldBe(["sex", "contact_language", "customer_profile"], ignoreOrder: true);
    }

    private static bool IsUnknown(ClientFacets told) =>
        (told.Sex, told.ContactLanguage, told.CustomerProfile, told.Municipality) == (Sex.Unknown, "und", "unknown", "unknown");

    private NetworkMeetingsService.NetworkMeetingsServiceClient Meetings => new(host.As(Role.Coordinator, ReferralsHost.Agency));

    private async Task<Client> RegisteredAsync(ClientDetails person) =>
        (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client;

    /// <summary>One of everything by which facts tell of a client.</summary>
    private async Task<(string Referral, string Meeting)> AllAsync(string clientId)
    {
        var agency = host.As(Role.Coordinator, ReferralsHost.Agency);
        var request = host.NewReferral();
        (request.NewClient, request.ClientId) = (null, clientId);
        var referral = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.ReferralId;
        await new PathwaysService.PathwaysServiceClient(agency).OpenPathwayAsync(new OpenPathwayRequest { ClientId = await host.ManagedAsync(clientId) });
        await new CoordinationService.CoordinationServiceClient(agency).RecordContactAsync(
            new RecordContactRequest { ClientId = clientId, ContactingService = "social-work", Topic = "work-ability", Mode = Mode.Community });
        var plan = new NetworkMeetingPlan
        {
            Topic = "rehabilitation",
            Question = "Verkosto",
            Participants = { new NewMeetingParticipant { Organisation = ReferralsHost.Kela, Profession = "kela-expert" } },
        };
        var meeting = await Meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest { ClientId = clientId, ClientAgreed = true, Plan = plan });
        return (referral, meeting.Meeting.MeetingId);
    }

    private async Task<List<ClientFacets>> ToldAsync(string clientId)
    {
        List<IMessage> facts =
        [
            .. await host.Database.FactsAsync<ClientRegistered>(clientId),
            .. await host.Database.FactsAsync<ReferralSubmitted>(clientId),
            .. await host.Database.FactsAsync<PathwayOpened>(clientId),
            .. await host.Database.FactsAsync<ContactRecorded>(clientId),
            .. await host.Database.FactsAsync<NetworkMeetingConvened>(clientId),
            // What came after the first of each.
            .. await host.Database.FactsAsync<TaskRequested>(clientId),
            .. await host.Database.FactsAsync<ClientChanged>(clientId),
            .. await host.Database.FactsAsync<NetworkMeetingEnded>(clientId),
        ];
        return [.. facts.Select(fact => (ClientFacets)fact.Descriptor.FindFieldByName("client").Accessor.GetValue(fact))];
    }
}
