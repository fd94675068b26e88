using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EmployerRelations.Tests.Reactions;

/// <summary>Coaches' contacts with employers are in the one log, as they were last told.</summary>
public sealed class CoachContactsTests(EmployersHost host) : IClassFixture<EmployersHost>
{
    private const string Coach = "0000003-5";

    [Fact]
    public async Task A_coachs_contact_is_the_last_one_and_counts_once_however_often_it_is_told()
    {
        var employer = await host.RegisteredAsync();
        await host.Employers.LogEmployerContactAsync(new LogEmployerContactRequest(EmployersHost.NewContact(employer.EmployerId)) { ContactedOn = Day(-9) });
        var told = Told(employer.EmployerId, -3);

        Tell(told);
        Tell(told);
        var after = await UntilAsync(employer.EmployerId, one => one.LastContactBy == Coach);
        Tell(Told(employer.EmployerId, -20));
        after = await UntilAsync(employer.EmployerId, one => one.ContactCount == 3);

        (after.LastContactOn, after.LastContactBy).ShouldBe((Day(-3), Coach));
        var contacts = (await host.Employers.ListEmployerContactsAsync(new ListEmployerContactsRequest { EmployerId = employer.EmployerId })).Contacts;
        contacts.Select(contact => (contact.ContactedOn, contact.ByCoach, contact.First)).ShouldBe([(Day(-3), true, false), (Day(-9), false, true), (Day(-20), true, false)]);
        (contacts[0].Programme, contacts[0].Purpose, contacts[0].FirstOfCoaches, contacts[0].Note).ShouldBe(("kokeilu", "negotiation", true, ""));
        (await host.Database.FactsAsync<EmployerContactLogged>(employer.EmployerId)).ShouldHaveSingleItem("coaching told the others itself");
    }

    [Fact]
    public async Task A_correction_and_a_mistake_change_the_log_and_the_first_contact_is_one_that_stands()
    {
        var (employer, other) = (await host.RegisteredAsync(), await host.RegisteredAsync());
        var (first, second) = (Told(employer.EmployerId, -8), Told(employer.EmployerId, -7, first: false));
        Tell(first);
        Tell(second);
        await UntilAsync(employer.EmployerId, one => one.ContactCount == 2);

        Tell(new CoachEmployerContactCorrected { Contact = new CoachEmployerContactLogged(second) { ContactedOn = Day(-5), Purpose = "follow-up" } }, employer.EmployerId);
        await UntilAsync(employer.EmployerId, one => one.LastContactOn.Equals(Day(-5)));
        Tell(new CoachEmployerContactEnteredInError { ContactId = first.ContactId, EmployerId = employer.EmployerId }, employer.EmployerId);
        Tell(new CoachEmployerContactFirstChanged { ContactId = second.ContactId, EmployerId = employer.EmployerId, First = true }, employer.EmployerId);
        await UntilAsync(employer.EmployerId, one => one.ContactCount == 1);

        await Eventually.Holds(async () => (await ContactsAsync(employer.EmployerId)).Single() is { First: true, FirstOfCoaches: true, Purpose: "follow-up" }, "the other one is the first");
        (await host.Employers.LogEmployerContactAsync(EmployersHost.NewContact(employer.EmployerId))).First.ShouldBeFalse();

        // It was with somebody else: told of both employers, in the worse order.
        Tell(new CoachEmployerContactLogged(second) { EmployerId = other.EmployerId }, other.EmployerId);
        Tell(new CoachEmployerContactEnteredInError { ContactId = second.ContactId, EmployerId = employer.EmployerId }, employer.EmployerId);
        (await UntilAsync(other.EmployerId, one => one.ContactCount == 1)).LastContactBy.ShouldBe(Coach);
        (await UntilAsync(employer.EmployerId, one => one.ContactCount == 1)).LastContactBy.ShouldBe(EmployersHost.Organisation);
    }

    [Fact]
    public async Task When_all_were_mistakes_the_next_contact_is_the_first()
    {
        var employer = await host.RegisteredAsync();
        var told = Told(employer.EmployerId, -3);
        Tell(told);
        await UntilAsync(employer.EmployerId, one => one.ContactCount == 1);
        Tell(new CoachEmployerContactEnteredInError { ContactId = told.ContactId, EmployerId = employer.EmployerId }, employer.EmployerId);

        var none = await UntilAsync(employer.EmployerId, one => one.ContactCount == 0);

        (none.LastContactOn, none.LastContactBy).ShouldBe((null, ""));
        (await host.Employers.LogEmployerContactAsync(EmployersHost.NewContact(employer.EmployerId))).First.ShouldBeTrue();
    }

    [Fact]
    public async Task Contacts_of_coaches_and_liaisons_at_once_are_all_counted()
    {
        var employer = await host.RegisteredAsync();

        for (var i = 0; i < 8; i++) { Tell(Told(employer.EmployerId, -3)); }
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => host.Employers.LogEmployerContactAsync(EmployersHost.NewContact(employer.EmployerId)).ResponseAsync));

        await UntilAsync(employer.EmployerId, one => one.ContactCount == 24);
        (await ContactsAsync(employer.EmployerId)).Count(contact => contact.First).ShouldBe(1);
    }

    private static Date Day(int days) => FinnishTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(days).ToDate();

    private static CoachEmployerContactLogged Told(string employerId, int day, bool first = true) => new()
    {
        ContactId = Guid.CreateVersion7().ToString(),
        EmployerId = employerId,
        Organisation = Coach,
        Programme = "kokeilu",
        Purpose = "negotiation",
        First = first,
        Mode = Mode.Workplace,
        Minutes = 40,
        ContactedOn = Day(day),
    };

    private void Tell(CoachEmployerContactLogged told) => Tell(told, told.EmployerId);

    private void Tell(Google.Protobuf.IMessage fact, string employerId) => host.Sources.Tell("coaching", fact, employerId);

    private async Task<IReadOnlyList<EmployerContact>> ContactsAsync(string employerId) =>
        (await host.Employers.ListEmployerContactsAsync(new ListEmployerContactsRequest { EmployerId = employerId })).Contacts;

    private async Task<Employer> UntilAsync(string employerId, Func<Employer, bool> holds)
    {
        var employer = new Employer();
        await Eventually.Holds(
            async () => holds(employer = (await host.Employers.GetEmployerAsync(new GetEmployerRequest { EmployerId = employerId })).Employer), "the employer is as told");
        return employer;
    }
}
