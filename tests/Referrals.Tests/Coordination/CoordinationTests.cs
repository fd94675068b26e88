using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Coordination;

public sealed class CoordinationTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task An_anonymous_contact_is_recorded_and_gets_its_outcomes_as_they_come()
    {
        var contact = (await host.CoordinatorCoordination.RecordContactAsync(NewContact())).Contact;

        var after = (await host.CoordinatorCoordination.AddContactOutcomeAsync(new AddContactOutcomeRequest { ContactId = contact.ContactId, Outcome = "rehabilitation", Etag = contact.Etag })).Contact;

        after.Outcomes.ShouldBe(["consultation", "rehabilitation"]);
        after.AgeBand.ShouldBe(AgeBand._1829);
        await host.CoordinatorCoordination.AddContactOutcomeAsync(new AddContactOutcomeRequest { ContactId = contact.ContactId, Outcome = "rehabilitation" })
            .ShouldFail(StatusCode.FailedPrecondition, "OUTCOME_ALREADY_RECORDED");
    }

    [Fact]
    public async Task A_named_client_s_contact_takes_age_band_and_municipality_from_the_register()
    {
        var referral = await host.SubmittedAsync();
        var request = NewContact();
        request.AgeBand = AgeBand.Unspecified;
        request.Municipality = "";
        request.ClientId = referral.ClientId;

        var contact = (await host.CoordinatorCoordination.RecordContactAsync(request)).Contact;

        contact.AgeBand.ShouldBe(AgeBand._5564);
        contact.Municipality.ShouldBe("698");
    }

    [Fact]
    public async Task A_contact_of_a_client_without_relation_is_refused()
    {
        var referral = await host.SubmittedAsync();
        var request = NewContact();
        (request.AgeBand, request.Municipality, request.ClientId) = (AgeBand.Unspecified, "", referral.ClientId);

        await new CoordinationService.CoordinationServiceClient(host.As(Role.Coordinator, ReferralsHost.Stranger)).RecordContactAsync(request)
            .ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_code_is_valid_on_the_day_of_the_event()
    {
        var request = NewContact();
        request.ContactingService = "te-office";
        request.ContactedOn = new() { Year = 2024, Month = 12, Day = 31 };
        await host.CoordinatorCoordination.RecordContactAsync(request);

        request.ContactedOn = new() { Year = 2025, Month = 1, Day = 1 };
        var refusal = await host.CoordinatorCoordination.RecordContactAsync(request).ShouldFail(StatusCode.InvalidArgument, "CODE_NOT_VALID_THEN");
        refusal.Exception.Status.Detail.ShouldContain("\"employment-authority\"");
        request.ContactingService = "employment-authority";
        await host.CoordinatorCoordination.RecordContactAsync(request);

        // Asked for today, an old code or name is what took its place, and finds what was recorded under either.
        foreach (var asked in new[] { "te-office", "TE-toimisto", "employment-authority" })
        {
            var found = (await host.CoordinatorCoordination.ListContactsAsync(new ListContactsRequest { ContactingService = asked })).Contacts;
            found.Select(contact => contact.ContactingService).Distinct().ShouldBe(["employment-authority", "te-office"], ignoreOrder: true, asked);
        }
    }

    [Fact]
    public async Task A_contact_that_was_a_mistake_is_kept_and_counts_nowhere()
    {
        var day = new Date { Year = 2026, Month = 1, Day = 7 };
        var request = NewContact();
        request.ContactedOn = day;
        var right = (await host.CoordinatorCoordination.RecordContactAsync(request)).Contact;
        var twice = (await host.CoordinatorCoordination.RecordContactAsync(request)).Contact;
        var consultation = (await host.CoordinatorCoordination.OpenConsultationAsync(new OpenConsultationRequest { ContactId = twice.ContactId, Organisation = ReferralsHost.Agency, Question = "?" })).Consultation;
        var mistake = new EnterContactInErrorRequest { ContactId = twice.ContactId, Reason = "duplicate" };

        await host.CoordinatorCoordination.EnterContactInErrorAsync(mistake).ShouldFail(StatusCode.FailedPrecondition, "FOLLOW_UPS_OPEN");
        await host.CoordinatorCoordination.EndContactFollowUpAsync(new EndContactFollowUpRequest { FollowUpId = consultation.FollowUpId, Status = ContactFollowUpStatus.Cancelled });
        await new CoordinationService.CoordinationServiceClient(host.As(Role.Coordinator, ReferralsHost.Stranger)).EnterContactInErrorAsync(mistake).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await host.CoordinatorCoordination.EnterContactInErrorAsync(mistake)).Contact.ErrorReason.ShouldBe("duplicate");

        await host.CoordinatorCoordination.EnterContactInErrorAsync(mistake).ShouldFail(StatusCode.FailedPrecondition, "CONTACT_ENTERED_IN_ERROR");
        await host.CoordinatorCoordination.AddContactOutcomeAsync(new AddContactOutcomeRequest { ContactId = twice.ContactId, Outcome = "job-coaching" }).ShouldFail(StatusCode.FailedPrecondition, "CONTACT_ENTERED_IN_ERROR");
        var list = new ListContactsRequest { FromDay = day, ToDay = day };
        (await host.CoordinatorCoordination.ListContactsAsync(list)).Contacts.ShouldHaveSingleItem().ContactId.ShouldBe(right.ContactId);
        list.IncludeMistakes = true;
        (await host.CoordinatorCoordination.ListContactsAsync(list)).Contacts.Count.ShouldBe(2);
        var counted = await host.CoordinatorCoordination.SummariseContactsAsync(new SummariseContactsRequest { FromDay = day, ToDay = day });
        (counted.Contacts, counted.Counts.Single(count => count.Dimension == "topic").Contacts).ShouldBe((1, 1));
        (await host.Database.FactsAsync<ContactEnteredInError>(twice.ContactId)).ShouldHaveSingleItem().Reason.ShouldBe("duplicate");
    }

    [Fact]
    public async Task A_client_has_one_case_manager_at_a_time_and_a_history()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        await host.CoordinatorCoordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = clientId }).ShouldFail(StatusCode.NotFound, "NO_CASE_MANAGER");
        await host.CoordinatorCoordination.AppointCaseManagerAsync(Appoint(clientId, "worker-1", day: 1));
        await host.CoordinatorCoordination.AppointCaseManagerAsync(Appoint(clientId, "worker-2", day: 20, reason: "worker-left"));

        var managers = await host.CoordinatorCoordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = clientId });

        managers.CaseManager.Worker.ShouldBe("worker-2");
        managers.CaseManager.ToDay.ShouldBeNull();
        managers.History.ShouldHaveSingleItem().ToDay.Day.ShouldBe(19);
    }

    [Fact]
    public async Task A_first_case_manager_has_no_etag()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var request = new AppointCaseManagerRequest(Appoint(clientId, "worker-1", day: 1)) { Etag = "AAAA" };

        var refusal = await host.CoordinatorCoordination.AppointCaseManagerAsync(request).ShouldFail(StatusCode.InvalidArgument, "ETAG_UNEXPECTED");

        refusal.Metadata["field"].ShouldBe("etag");
        await host.CoordinatorCoordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = clientId }).ShouldFail(StatusCode.NotFound, "NO_CASE_MANAGER");
    }

    [Fact]
    public async Task Permissions_are_granted_listed_and_withdrawn_once()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var permission = (await host.AgencyRegister.GrantPermissionAsync(new GrantPermissionRequest
        {
            ClientId = clientId,
            Kind = PermissionKind.Consent,
            Scope = "work-ability-plan",
            FromOrganisation = ReferralsHost.City,
            ToOrganisation = ReferralsHost.Agency,
        })).Permission;

        await host.AgencyRegister.WithdrawPermissionAsync(new WithdrawPermissionRequest { PermissionId = permission.PermissionId, Etag = permission.Etag });

        (await host.AgencyRegister.ListPermissionsAsync(new ListPermissionsRequest { ClientId = clientId })).Permissions.ShouldHaveSingleItem().WithdrawnAt.ShouldNotBeNull();
        await host.AgencyRegister.WithdrawPermissionAsync(new WithdrawPermissionRequest { PermissionId = permission.PermissionId })
            .ShouldFail(StatusCode.FailedPrecondition, "PERMISSION_ALREADY_WITHDRAWN");
    }

    private static RecordContactRequest NewContact() => new()
    {
        AgeBand = AgeBand._1829,
        ContactingService = "social-work",
        Topic = "work-ability",
        Outcomes = { "consultation" },
        NetworkProfessions = { "physician", "social-worker" },
        Mode = Mode.Phone,
        Minutes = 30,
        Municipality = "698",
        RequestId = "",
    };

    private static AppointCaseManagerRequest Appoint(string clientId, string worker, int day, string reason = "") => new()
    {
        ClientId = clientId,
        Worker = worker,
        WorkerName = worker,
        FromDay = new() { Year = 2026, Month = 1, Day = day },
        Reason = reason,
    };
}
