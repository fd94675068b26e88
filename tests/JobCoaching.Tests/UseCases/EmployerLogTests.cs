using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

/// <summary>What the one log of contacts with employers is told by coaches: the contact, and nothing by which a client could be known.</summary>
public sealed class EmployerLogTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task A_contact_with_an_employer_is_told_with_purpose_and_programme_and_without_the_client()
    {
        var started = await host.StartedAsync();
        var employer = await host.EmployerAsync();
        var request = new LogContactRequest(CoachingHost.NewContact(started, employer)) { Purpose = "negotiation", Workplace = "Keskuskeittiö", Mode = Mode.Workplace };

        var logged = await host.Coachings.LogContactAsync(request);
        await host.Coachings.LogContactAsync(CoachingHost.NewContact(started));

        logged.First.ShouldBeTrue();
        var fact = (await host.Database.FactsAsync<CoachEmployerContactLogged>(employer)).ShouldHaveSingleItem();
        fact.ShouldBe(new CoachEmployerContactLogged
        {
            ContactId = logged.ContactId,
            EmployerId = employer,
            Organisation = CoachingHost.City,
            Programme = "kokeilu",
            Purpose = "negotiation",
            First = true,
            Mode = Mode.Workplace,
            Minutes = 20,
            ContactedOn = CoachingHost.Day(-10),
        });
        (await host.Database.ScalarAsync<string[]>($"SELECT order_keys FROM event_log WHERE type LIKE '%CoachEmployerContactLogged' AND '{employer}' = ANY(order_keys)")).ShouldBe([employer]);
        var contact = (await host.Coachings.ListContactsAsync(new ListContactsRequest { CoachingId = started.CoachingId })).Contacts.Single(one => one.EmployerId.Length > 0);
        (contact.Programme, contact.Workplace, contact.First, contact.Purpose).ShouldBe(("kokeilu", "Keskuskeittiö", true, "negotiation"));
    }

    [Fact]
    public async Task Which_is_the_organisations_first_follows_from_days_corrections_and_mistakes()
    {
        var (one, another) = (await host.StartedAsync(), await host.StartedAsync());
        var employer = await host.EmployerAsync();
        var first = await LogAsync(one, employer, -10);
        var later = await LogAsync(another, employer, -8);

        // An earlier one is logged after them.
        var earliest = await LogAsync(another, employer, -12);
        (first.First, later.First, earliest.First).ShouldBe((true, false, true));
        await FirstIsAsync(earliest.ContactId, one, another);

        // It was later after all.
        await host.Coachings.CorrectContactAsync(Correction(earliest.ContactId, employer, -9));
        await FirstIsAsync(first.ContactId, one, another);

        // The first was none.
        await host.Coachings.EnterContactInErrorAsync(new EnterContactInErrorRequest { ContactId = first.ContactId, Reason = "wrong-client" });
        await FirstIsAsync(earliest.ContactId, one, another);

        (await host.Database.ScalarAsync<string[]>(
            $"""
            SELECT array_agg(replace(type, 'tyokyky.events.v1.CoachEmployerContact', '') ORDER BY seq) FROM event_log
            WHERE order_keys = ARRAY['{employer}'] AND type LIKE '%CoachEmployerContact%'
            """)).ShouldBe(["Logged", "Logged", "Logged", "FirstChanged", "Corrected", "FirstChanged", "EnteredInError", "FirstChanged"]);
        (await host.Database.FactsAsync<CoachEmployerContactFirstChanged>(employer)).Select(fact => (fact.ContactId, fact.First))
            .ShouldBe([(first.ContactId, false), (first.ContactId, true), (earliest.ContactId, true)]);
        (await host.Database.FactsAsync<CoachEmployerContactCorrected>(employer)).ShouldHaveSingleItem().Contact.First.ShouldBeFalse();
    }

    [Fact]
    public async Task A_contact_that_was_with_another_employer_is_taken_back_there_and_logged_here()
    {
        var started = await host.StartedAsync();
        var (wrong, right) = (await host.EmployerAsync(), await host.EmployerAsync());
        var contact = await LogAsync(started, wrong, -10);
        var second = await LogAsync(started, wrong, -9);

        await host.Coachings.CorrectContactAsync(Correction(contact.ContactId, right, -10));

        (await host.Database.FactsAsync<CoachEmployerContactEnteredInError>(wrong)).ShouldHaveSingleItem().ContactId.ShouldBe(contact.ContactId);
        (await host.Database.FactsAsync<CoachEmployerContactFirstChanged>(wrong)).ShouldHaveSingleItem().ContactId.ShouldBe(second.ContactId);
        var logged = (await host.Database.FactsAsync<CoachEmployerContactLogged>(right)).ShouldHaveSingleItem();
        (logged.ContactId, logged.First, logged.Programme).ShouldBe((contact.ContactId, true, "kokeilu"));
        await host.Coachings.CorrectContactAsync(new CorrectContactRequest(Correction(contact.ContactId, "", -10)) { Party = ContactParty.Client, Purpose = "" });
        (await host.Database.FactsAsync<CoachEmployerContactEnteredInError>(right)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_mistaken_coaching_takes_its_contacts_back()
    {
        var (mistaken, other) = (await host.StartedAsync(), await host.StartedAsync());
        var employer = await host.EmployerAsync();
        await LogAsync(mistaken, employer, -12);
        await LogAsync(mistaken, employer, -11);
        var standing = await LogAsync(other, employer, -10);

        await host.Coachings.EnterCoachingInErrorAsync(new EnterCoachingInErrorRequest { CoachingId = mistaken.CoachingId, Reason = "duplicate" });

        (await host.Database.FactsAsync<CoachEmployerContactEnteredInError>(employer)).Count.ShouldBe(2);
        (await host.Database.FactsAsync<CoachEmployerContactFirstChanged>(employer)).ShouldHaveSingleItem().ContactId.ShouldBe(standing.ContactId);
        await FirstIsAsync(standing.ContactId, other);
    }

    [Fact]
    public async Task Of_contacts_logged_at_once_one_is_the_first()
    {
        var employer = await host.EmployerAsync();
        var coachings = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.StartedAsync()));

        var logged = await Task.WhenAll(coachings.Select(coaching => LogAsync(coaching, employer, -5)));

        var flags = (await host.Database.FactsAsync<CoachEmployerContactLogged>(employer)).ToDictionary(fact => fact.ContactId, fact => fact.First);
        foreach (var changed in await host.Database.FactsAsync<CoachEmployerContactFirstChanged>(employer)) { flags[changed.ContactId] = changed.First; }
        flags.Count.ShouldBe(6);
        var first = flags.Where(flag => flag.Value).ShouldHaveSingleItem().Key;
        await FirstIsAsync(first, coachings);
    }

    [Fact]
    public async Task Another_organisations_first_is_its_own()
    {
        var employer = await host.EmployerAsync();
        await LogAsync(await host.StartedAsync(), employer, -5);
        var theirs = new CoachingsService.CoachingsServiceClient(host.As(Role.Coach, CoachingHost.Stranger));
        var opened = await host.OpenedAsync(CoachingHost.Stranger);
        await theirs.StartCoachingAsync(CoachingHost.NewStart(opened));

        (await theirs.LogContactAsync(CoachingHost.NewContact(opened, employer))).First.ShouldBeTrue();
    }

    [Theory]
    [InlineData(ContactParty.Employer, "career-profile", "purpose", "UNKNOWN_CODE")]
    [InlineData(ContactParty.Client, "introduction", "purpose", "UNKNOWN_CODE")]
    [InlineData(ContactParty.Client, "", "workplace", "ONLY_FOR_EMPLOYER")]
    public async Task A_contact_says_what_belongs_to_its_party(ContactParty party, string purpose, string field, string reason)
    {
        var started = await host.StartedAsync();
        var request = new LogContactRequest(CoachingHost.NewContact(started, party == ContactParty.Employer ? await host.EmployerAsync() : "")) { Purpose = purpose };
        if (field == "workplace") { request.Workplace = "Keittiö"; }

        (await host.Coachings.LogContactAsync(request).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
    }

    private async Task<LogContactResponse> LogAsync(Coaching coaching, string employer, int day) =>
        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(coaching, employer)) { ContactedOn = CoachingHost.Day(day) });

    private static CorrectContactRequest Correction(string contactId, string employer, int day) => new()
    {
        ContactId = contactId,
        Party = ContactParty.Employer,
        EmployerId = employer,
        Mode = Mode.Phone,
        Minutes = 20,
        ContactedOn = CoachingHost.Day(day),
        Purpose = "negotiation",
        Reason = "typing-error",
    };

    private async Task FirstIsAsync(string contactId, params Coaching[] coachings)
    {
        var firsts = new List<string>();
        foreach (var coaching in coachings)
        {
            var contacts = (await host.Coachings.ListContactsAsync(new ListContactsRequest { CoachingId = coaching.CoachingId })).Contacts;
            firsts.AddRange(contacts.Where(contact => contact.First).Select(contact => contact.ContactId));
        }

        firsts.ShouldBe([contactId]);
    }
}
