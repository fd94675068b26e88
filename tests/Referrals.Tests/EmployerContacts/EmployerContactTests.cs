using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.EmployerContacts;

public sealed class EmployerContactTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private const string Firm = "5678901-2";

    private EmployerContactsService.EmployerContactsServiceClient Employer => new(host.As(Role.Employer, Firm));

    private EmployerContactsService.EmployerContactsServiceClient Coordinator => new(host.As(Role.Coordinator, City));

    [Fact]
    public async Task An_employers_contact_becomes_the_clients_own_referral_when_the_client_confirms_it()
    {
        var person = host.NewPerson();
        var id = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
        var client = new EmployerContactsService.EmployerContactsServiceClient(host.As(Role.Client, Agency, clientRef: id));
        await Employer.MakeEmployerContactAsync(NewContact(person.PersonalIdentityCode));
        var contact = (await client.ListEmployerContactsAsync(new ListEmployerContactsRequest())).Contacts.ShouldHaveSingleItem();
        (contact.Employer, contact.Employee.Phone).ShouldBe((Firm, "0401234567"));

        var referral = (await client.ConfirmEmployerContactAsync(new ConfirmEmployerContactRequest { ContactId = contact.ContactId, Reasons = { "wish-for-work" } })).Referral;

        (referral.Origin, referral.Sender, referral.ClientId, referral.Tasks[0].Receiver).ShouldBe((ReferralOrigin.EmployerContact, "", id, City));
        (await host.Database.ScalarAsync<bool>($"SELECT employee IS NULL FROM employer_contact WHERE id = '{contact.ContactId}'")).ShouldBeTrue();
        await client.DeclineEmployerContactAsync(new DeclineEmployerContactRequest { ContactId = contact.ContactId }).ShouldFail(StatusCode.FailedPrecondition, "EMPLOYER_CONTACT_ENDED");
        await new ReferralsService.ReferralsServiceClient(host.As(Role.Employer, Firm)).GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        (await host.Database.FactsAsync<ReferralSubmitted>(id)).ShouldHaveSingleItem().Origin.ShouldBe("employer-contact");
    }

    [Fact]
    public async Task A_worker_confirms_on_the_clients_word_and_registers_the_client()
    {
        await Employer.MakeEmployerContactAsync(NewContact());
        var contact = (await Coordinator.ListEmployerContactsAsync(new ListEmployerContactsRequest { PageSize = 500 })).Contacts[^1];
        await Coordinator.ConfirmEmployerContactAsync(new ConfirmEmployerContactRequest { ContactId = contact.ContactId, Reasons = { "wish-for-work" }, NewClient = host.NewPerson() }).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");

        var referral = (await Coordinator.ConfirmEmployerContactAsync(new ConfirmEmployerContactRequest { ContactId = contact.ContactId, Reasons = { "wish-for-work" }, NewClient = host.NewPerson(), Mode = Mode.Phone })).Referral;

        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });
        (await host.Database.FactsAsync<EmployerContactEnded>(contact.ContactId)).ShouldHaveSingleItem().Status.ShouldBe("confirmed");
    }

    [Fact]
    public async Task Others_than_the_receiver_and_the_client_know_nothing_of_a_contact()
    {
        await Employer.MakeEmployerContactAsync(NewContact());
        var contact = (await Coordinator.ListEmployerContactsAsync(new ListEmployerContactsRequest { PageSize = 500 })).Contacts[^1];
        var stranger = new EmployerContactsService.EmployerContactsServiceClient(host.As(Role.Coordinator, Stranger));

        await stranger.DeclineEmployerContactAsync(new DeclineEmployerContactRequest { ContactId = contact.ContactId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await stranger.ListEmployerContactsAsync(new ListEmployerContactsRequest())).Contacts.ShouldBeEmpty();
        await Employer.ListEmployerContactsAsync(new ListEmployerContactsRequest()).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
    }

    [Fact]
    public async Task What_nobody_confirms_in_time_is_erased()
    {
        await Employer.MakeEmployerContactAsync(NewContact());
        var contact = (await Coordinator.ListEmployerContactsAsync(new ListEmployerContactsRequest { PageSize = 500 })).Contacts[^1];

        await host.MoveClockAsync(TimeSpan.FromDays(60));

        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>($"SELECT count(*) FROM employer_contact WHERE id = '{contact.ContactId}' AND status = 3 AND employee IS NULL") == 1, "the contact expires");
        await Coordinator.ConfirmEmployerContactAsync(new ConfirmEmployerContactRequest { ContactId = contact.ContactId, Reasons = { "wish-for-work" }, NewClient = host.NewPerson(), Mode = Mode.Phone }).ShouldFail(StatusCode.FailedPrecondition, "EMPLOYER_CONTACT_ENDED");
    }

    [Fact]
    public async Task Who_confirms_without_a_code_does_not_learn_whether_the_employer_named_somebody_known()
    {
        var known = host.NewPerson();
        await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = known });
        await Employer.MakeEmployerContactAsync(NewContact(known.PersonalIdentityCode));
        var contact = (await Coordinator.ListEmployerContactsAsync(new ListEmployerContactsRequest { PageSize = 500 })).Contacts[^1];
        var uncoded = new ClientDetails(known) { PersonalIdentityCode = "", BirthDate = new() { Year = 1980, Month = 2, Day = 3 } };
        var confirm = new ConfirmEmployerContactRequest { ContactId = contact.ContactId, Reasons = { "wish-for-work" }, Mode = Mode.Phone, ValidateOnly = true };

        await Coordinator.ConfirmEmployerContactAsync(new ConfirmEmployerContactRequest(confirm) { NewClient = uncoded });
        await Coordinator.ConfirmEmployerContactAsync(new ConfirmEmployerContactRequest(confirm) { NewClient = host.NewPerson() }).ShouldFail(StatusCode.InvalidArgument, "ANOTHER_CLIENT");
        await Coordinator.ConfirmEmployerContactAsync(new ConfirmEmployerContactRequest(confirm) { NewClient = known });
    }

    [Fact]
    public async Task An_employer_says_no_words_and_tells_the_employee_first()
    {
        var request = NewContact();
        request.EmployeeTold = false;
        await Employer.MakeEmployerContactAsync(request).ShouldFail(StatusCode.InvalidArgument, "EMPLOYEE_NOT_TOLD");
        await host.As(Role.Coordinator, City).AsContacts().MakeEmployerContactAsync(NewContact()).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
    }

    private static MakeEmployerContactRequest NewContact(string code = "") => new()
    {
        Receiver = City,
        EmployerName = "Malliyritys Oy",
        Employee = new Employee { GivenNames = "Testi", FamilyName = "Työntekijä", Phone = "0401234567", ContactLanguage = "fi" },
        PersonalIdentityCode = code,
        Topic = "job-at-risk",
        EmployeeTold = true,
        RequestId = Guid.NewGuid().ToString(),
    };
}

internal static class ContactCalls
{
    public static EmployerContactsService.EmployerContactsServiceClient AsContacts(this CallInvoker invoker) => new(invoker);
}
