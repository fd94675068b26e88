using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

/// <summary>What protects a client ends when somebody ends it, never because it was not repeated; and what was told is kept or shown not to be.</summary>
public sealed class ProtectionTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task What_a_change_without_a_mask_does_not_mention_stays()
    {
        var person = Protected();
        var before = (await RegisterAsync(person)).Client;

        var after = (await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest
        {
            ClientId = before.ClientId,
            Client = new() { GivenNames = "Toinen", FamilyName = before.FamilyName, ContactLanguage = "sv", Register = before.Register },
        })).Client;

        after.ShouldBe(new Client(before) { GivenNames = "Toinen", ContactLanguage = "sv", Etag = after.Etag });
        (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = before.ClientId })).Client.ShouldBe(after);
    }

    [Fact]
    public async Task A_change_without_a_mask_takes_every_field_that_is_set()
    {
        var before = (await RegisterAsync(host.NewPerson())).Client;
        var told = Protected();
        (told.PersonalIdentityCode, told.Municipality, told.ProcessingBasis) = ("", "320", "legal-obligation");
        told.ExternalReferences.Add(NewReference());

        var after = (await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest { ClientId = before.ClientId, Client = told })).Client;

        (after.NonDisclosure, after.Municipality, after.Interpreter, after.ContactPoints).ShouldBe((true, "320", told.Interpreter, told.ContactPoints));
        (after.Representatives, after.AccessibilityNeeds, after.ExternalReferences).ShouldBe((told.Representatives, told.AccessibilityNeeds, told.ExternalReferences));
    }

    [Fact]
    public async Task A_non_disclosure_order_ends_when_the_mask_names_it_and_a_reason_is_given()
    {
        var client = (await RegisterAsync(host.NewPerson(nonDisclosure: true))).Client;
        var end = new UpdateClientRequest { ClientId = client.ClientId, Client = new(), UpdateMask = new() { Paths = { "non_disclosure" } } };

        (await host.AgencyRegister.UpdateClientAsync(end).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED")).Metadata["field"].ShouldBe("non_disclosure_end_reason");
        (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = client.ClientId })).Client.NonDisclosure.ShouldBeTrue();

        end.NonDisclosureEndReason = "DVV:n päätös 1.11.";
        (await host.AgencyRegister.UpdateClientAsync(end)).Client.NonDisclosure.ShouldBeFalse();
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM transition WHERE object_type = 'client-record' AND note = 'DVV:n päätös 1.11.'")).ShouldBe(1);

        // What has ended needs no reason to be said again.
        end.NonDisclosureEndReason = "";
        (await host.AgencyRegister.UpdateClientAsync(end)).Client.NonDisclosure.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_told_of_a_client_who_is_found_is_kept_and_is_what_the_answer_shows()
    {
        var person = host.NewPerson();
        person.ExternalReferences.Add(NewReference());
        var before = (await RegisterAsync(person)).Client;
        var again = new ClientDetails(person) { NonDisclosure = true, ExternalReferences = { NewReference() } };

        var found = await RegisterAsync(again);

        (found.Found, found.Client.NonDisclosure, found.Client.ExternalReferences.Count).ShouldBe((true, true, 2));
        found.Client.Etag.ShouldNotBe(before.Etag);
        var read = (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = before.ClientId })).Client;
        (read.NonDisclosure, read.Etag).ShouldBe((true, found.Client.Etag));
        read.ExternalReferences.ShouldBe(found.Client.ExternalReferences, ignoreOrder: true);
        (await host.Database.FactsAsync<ClientChanged>(before.ClientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("unknown");

        // And who does not repeat it takes nothing of it back.
        (await RegisterAsync(person)).Client.ShouldBe(read);
    }

    [Fact]
    public async Task A_referral_that_finds_its_client_keeps_the_order_it_tells_of()
    {
        var person = host.NewPerson();
        var client = (await RegisterAsync(person)).Client;
        var referral = host.NewReferral();
        referral.NewClient = new ClientDetails(person) { NonDisclosure = true };

        await host.AgencyReferrals.SubmitReferralAsync(referral);

        (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = client.ClientId })).Client.NonDisclosure.ShouldBeTrue();
        (await host.Database.FactsAsync<ReferralSubmitted>(client.ClientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("unknown");
    }

    [Fact]
    public async Task A_reference_of_another_client_is_refused_also_for_a_client_who_is_found()
    {
        var (one, other) = (host.NewPerson(), host.NewPerson());
        one.ExternalReferences.Add(NewReference());
        await RegisterAsync(one);
        await RegisterAsync(other);

        await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = new ClientDetails(other) { ExternalReferences = { one.ExternalReferences } } })
            .ShouldFail(StatusCode.AlreadyExists, "EXTERNAL_REFERENCE_TAKEN");
    }

    private ClientDetails Protected()
    {
        var person = host.NewPerson(nonDisclosure: true);
        person.ContactPoints.Add(new ContactPoint { Kind = ContactPointKind.Phone, Value = "+358 40 000 0000", SafeToContact = SafeToContact.Safe });
        person.Interpreter = new InterpreterNeed { Language = "fise" };
        person.AccessibilityNeeds.Add("step-free");
        person.Representatives.Add(new Representative { Kind = "guardian", Name = "Eeva Edunvalvoja" });
        return person;
    }

    private static ExternalReference NewReference() => new() { System = "asianhallinta", Value = Guid.NewGuid().ToString() };

    private async Task<RegisterClientResponse> RegisterAsync(ClientDetails person) => await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person });
}
