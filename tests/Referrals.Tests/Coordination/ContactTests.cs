using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using Contact = Tyokyky.Contracts.Referrals.V1.Contact;

namespace Tyokyky.Referrals.Tests.Coordination;

public sealed class ContactTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private static readonly Date soon = new() { Year = 2030, Month = 1, Day = 15 };

    private CoordinationService.CoordinationServiceClient Coordination => host.CoordinatorCoordination;

    [Fact]
    public async Task An_anonymous_contact_opens_a_consultation_that_tells_nobody_the_client()
    {
        var contact = await RecordedAsync();

        var opened = await Coordination.OpenConsultationAsync(new OpenConsultationRequest
        {
            ContactId = contact.ContactId,
            Organisation = ReferralsHost.City,
            Question = "Miten työkykyä arvioidaan?",
            Professions = { "physician" },
            PlannedOn = soon,
            Etag = contact.Etag,
        });

        opened.Contact.Outcomes.ShouldBe(["advice", "consultation"]);
        opened.Consultation.Topic.ShouldBe("work-ability");
        opened.Consultation.OrganisationName.ShouldNotBeEmpty();
        var fact = (await host.Database.FactsAsync<ContactFollowUpOpened>(contact.ContactId)).ShouldHaveSingleItem();
        (fact.Kind, fact.ClientId, fact.AskedOrganisation).ShouldBe(("consultation", "", ReferralsHost.City));
        (await host.Database.FactsAsync<ContactOutcomeAdded>(contact.ContactId)).ShouldHaveSingleItem().Outcome.ShouldBe("consultation");
    }

    [Fact]
    public async Task Who_is_not_named_cannot_have_agreed_to_be_named()
    {
        var contact = await RecordedAsync();

        await Coordination.OpenNetworkMeetingAsync(new OpenNetworkMeetingRequest { ContactId = contact.ContactId, Question = "Verkoston kokoaminen", ClientAgreed = true })
            .ShouldFail(StatusCode.FailedPrecondition, "CONTACT_ANONYMOUS");
    }

    [Fact]
    public async Task A_network_meeting_is_held_once_and_read_with_its_contact()
    {
        var contact = await RecordedAsync();
        var meeting = (await Coordination.OpenNetworkMeetingAsync(new OpenNetworkMeetingRequest { ContactId = contact.ContactId, Question = "Verkoston kokoaminen", ClientInvited = true, PlannedOn = soon })).NetworkMeeting;

        await Coordination.EndContactFollowUpAsync(new EndContactFollowUpRequest { FollowUpId = meeting.FollowUpId, Status = ContactFollowUpStatus.Held });

        var read = (await Coordination.GetContactAsync(new GetContactRequest { ContactId = contact.ContactId })).Contact.FollowUps.ShouldHaveSingleItem();
        (read.Kind, read.Status, read.ClientInvited).ShouldBe((ContactFollowUpKind.NetworkMeeting, ContactFollowUpStatus.Held, true));
        await Coordination.EndContactFollowUpAsync(new EndContactFollowUpRequest { FollowUpId = meeting.FollowUpId, Status = ContactFollowUpStatus.Cancelled })
            .ShouldFail(StatusCode.FailedPrecondition, "FOLLOW_UP_ENDED");
    }

    [Fact]
    public async Task A_contact_opens_a_referral_once_its_client_is_named()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var contact = await RecordedAsync();
        // The coordination unit refers on from its own record.
        var own = (await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, ReferralsHost.City))
            .RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client.ClientId;
        var request = host.NewReferral();
        (request.NewClient, request.ClientId, request.ContactId, request.Receiver, request.Service) = (null, own, contact.ContactId, ReferralsHost.Kela, "vocational-rehabilitation");
        await host.CoordinatorReferrals.SubmitReferralAsync(request).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CONTACT");

        var named = (await Coordination.NameContactClientAsync(new NameContactClientRequest { ContactId = contact.ContactId, ClientId = own, Etag = contact.Etag })).Contact;
        request.RequestId = Guid.NewGuid().ToString();
        var referral = (await host.CoordinatorReferrals.SubmitReferralAsync(request)).Referral;

        named.AgeBand.ShouldNotBe(AgeBand.Unknown);
        var read = (await Coordination.GetContactAsync(new GetContactRequest { ContactId = contact.ContactId })).Contact;
        read.FollowUps.ShouldHaveSingleItem().FollowUpId.ShouldBe(referral.ReferralId);
        read.Outcomes.ShouldContain("referral");
        await Coordination.NameContactClientAsync(new NameContactClientRequest { ContactId = contact.ContactId, ClientId = clientId }).ShouldFail(StatusCode.FailedPrecondition, "CONTACT_ALREADY_NAMED");
    }

    [Fact]
    public async Task The_pilots_table_comes_from_one_call()
    {
        // Nobody else records contacts of this day.
        var day = new Date { Year = 2024, Month = 2, Day = 29 };
        await RecordedAsync(day);
        await RecordedAsync(day, AgeBand._3054, "benefits");
        await RecordedAsync(day, AgeBand._3054, "benefits");

        var table = await Coordination.SummariseContactsAsync(new SummariseContactsRequest { FromDay = day, ToDay = day });

        (table.Contacts, table.ContactsWithOutcome, table.Minutes, table.NamedClients).ShouldBe((3, 3, 90, 0));
        table.Counts.Where(count => count.Dimension == "age-band").Select(count => (count.Code, count.Contacts)).ShouldBe([("30-54", 2), ("18-29", 1)]);
        table.Counts.Where(count => count.Dimension == "profession").Sum(count => count.Contacts).ShouldBe(6);
        (await Coordination.ListContactsAsync(new ListContactsRequest { FromDay = day, ToDay = day, Topic = "benefits" })).Contacts.Count.ShouldBe(2);
        await Coordination.SummariseContactsAsync(new SummariseContactsRequest { FromDay = soon, ToDay = day }).ShouldFail(StatusCode.InvalidArgument, "PERIOD_INVALID");
        await Coordination.ListContactsAsync(new ListContactsRequest { FromDay = soon, ToDay = day }).ShouldFail(StatusCode.InvalidArgument, "PERIOD_INVALID");
    }

    [Fact]
    public async Task A_contact_is_its_own_organisations()
    {
        var contact = await RecordedAsync();

        await new CoordinationService.CoordinationServiceClient(host.As(Role.Coordinator, ReferralsHost.Stranger)).GetContactAsync(new GetContactRequest { ContactId = contact.ContactId })
            .ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    private async Task<Contact> RecordedAsync(Date? day = null, AgeBand band = AgeBand._1829, string topic = "work-ability") => (await Coordination.RecordContactAsync(new RecordContactRequest
    {
        AgeBand = band,
        ContactingService = "social-work",
        Topic = topic,
        Outcomes = { "advice" },
        NetworkProfessions = { "physician", "social-worker" },
        Mode = Mode.Phone,
        Minutes = 30,
        Municipality = "698",
        ContactedOn = day,
    })).Contact;
}
