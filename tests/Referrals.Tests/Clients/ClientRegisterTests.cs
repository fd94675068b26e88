using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

public sealed class ClientRegisterTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private ClientRegisterService.ClientRegisterServiceClient Kela => new(host.As(Role.Referrer, ReferralsHost.Kela));

    private ClientRegisterService.ClientRegisterServiceClient Coordinators => new(host.As(Role.Coordinator, ReferralsHost.City));

    [Fact]
    public async Task A_record_holds_how_to_reach_and_serve_the_client()
    {
        var person = WithCare(host.NewPerson());
        var client = await RegisterAsync(person);

        client.ContactPoints.Select(point => point.Kind).ShouldBe([ContactPointKind.Phone, ContactPointKind.Email, ContactPointKind.PostalAddress]);
        client.ContactLanguage.ShouldBe("smn");
        client.Interpreter.Language.ShouldBe("fise");
        client.AccessibilityNeeds.ShouldBe(["step-free"]);
        client.Representatives.ShouldHaveSingleItem().Kind.ShouldBe("guardian");
        client.ProcessingBasis.ShouldBe("legal-obligation");
        (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = client.ClientId })).Client.ShouldBe(client);
    }

    [Fact]
    public async Task The_receiver_of_a_referral_sees_only_safe_ways_to_reach_the_client()
    {
        var request = host.NewReferral();
        request.NewClient = WithCare(host.NewPerson());
        var referral = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral;

        var seen = (await Coordinators.GetClientAsync(new GetClientRequest { ClientId = referral.ClientId })).Client;

        seen.ContactPoints.Select(point => point.SafeToContact).ShouldBe([SafeToContact.Safe, SafeToContact.AsNoted]);
        seen.Municipality.ShouldBe("698");
        seen.ProcessingBasis.ShouldBeEmpty();
        seen.WithheldFields.ShouldBe(["contact_points", "processing_basis", "sex"]);
    }

    [Fact]
    public async Task The_receiver_of_a_draft_does_not_know_the_client_yet()
    {
        var draft = (await host.AgencyReferrals.SaveDraftAsync(new SaveDraftRequest { NewClient = host.NewPerson(), Receiver = ReferralsHost.City, Service = "coordination", RequestId = Guid.NewGuid().ToString() })).Referral;

        await Coordinators.GetClientAsync(new GetClientRequest { ClientId = draft.ClientId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await Coordinators.ListPermissionsAsync(new ListPermissionsRequest { ClientId = draft.ClientId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task Non_disclosure_withholds_place_and_contact_points_until_the_client_opens_them()
    {
        var request = host.NewReferral();
        request.NewClient = WithCare(host.NewPerson(nonDisclosure: true));
        var clientId = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.ClientId;

        var seen = (await Coordinators.GetClientAsync(new GetClientRequest { ClientId = clientId })).Client;
        (seen.Municipality, seen.ContactPoints.Count, seen.NonDisclosure).ShouldBe(("", 0, true));
        seen.WithheldFields.ShouldBe(["municipality", "contact_points", "processing_basis", "sex"]);

        var grant = new GrantPermissionRequest { ClientId = clientId, Kind = PermissionKind.Consent, Scope = "contact-details", FromOrganisation = ReferralsHost.Agency, ToOrganisation = ReferralsHost.City };
        await host.AgencyRegister.GrantPermissionAsync(grant);
        (await Coordinators.GetClientAsync(new GetClientRequest { ClientId = clientId })).Client.Municipality.ShouldBe("698");

        grant.Kind = PermissionKind.Prohibition;
        await host.AgencyRegister.GrantPermissionAsync(grant);
        (await Coordinators.GetClientAsync(new GetClientRequest { ClientId = clientId })).Client.Municipality.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_s_clients_are_read_at_once_as_far_as_the_caller_may_see_them()
    {
        var request = host.NewReferral();
        request.NewClient = WithCare(host.NewPerson());
        var referred = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.ClientId;
        var kelas = (await Kela.RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client.ClientId;
        var asked = new BatchGetClientsRequest { ClientIds = { kelas, referred } };

        var seen = await Coordinators.BatchGetClientsAsync(asked);

        var client = seen.Clients.ShouldHaveSingleItem();
        (client.AskedClientId, client.Client.FamilyName, client.Client.Municipality).ShouldBe((referred, "Esimerkki", ""));
        client.Client.WithheldFields.ShouldBe(["municipality", "contact_points", "processing_basis", "sex"]);
        seen.UnseenIds.ShouldBe([kelas]);
        (await host.AgencyRegister.BatchGetClientsAsync(asked)).Clients.ShouldHaveSingleItem().Client.Municipality.ShouldBe("698");
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE client_id = '{kelas}' AND rpc LIKE '%BatchGetClients'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_non_disclosure_order_that_comes_later_makes_the_municipality_unknown_in_facts()
    {
        var client = await RegisterAsync(host.NewPerson());

        await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest { ClientId = client.ClientId, Client = new ClientDetails { NonDisclosure = true }, UpdateMask = new() { Paths = { "non_disclosure" } } });

        (await host.Database.FactsAsync<ClientChanged>(client.ClientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("unknown");
    }

    [Fact]
    public async Task A_changed_record_tells_what_it_said_before()
    {
        var before = await RegisterAsync(WithCare(host.NewPerson()));
        var known = host.Now;

        var after = (await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest
        {
            ClientId = before.ClientId,
            Client = new ClientDetails { Municipality = "320", FamilyName = "ei oteta" },
            UpdateMask = new() { Paths = { "municipality" } },
            Etag = before.Etag,
            RequestId = Guid.NewGuid().ToString(),
        })).Client;

        (after.Municipality, after.FamilyName, after.ContactPoints.Count).ShouldBe(("320", before.FamilyName, 3));
        var then = (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = before.ClientId, AsKnownAt = new() { Seconds = known.ToUnixTimeSeconds() + 1 } })).Client;
        then.Municipality.ShouldBeOneOf("698", "320");
        await host.Database.ExecuteAsync($"UPDATE client_record_version SET recorded_at = recorded_at - interval '1 day' WHERE client_id = '{before.ClientId}' AND version = 1");
        (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = before.ClientId, AsKnownAt = new() { Seconds = known.ToUnixTimeSeconds() - 60 } })).Client.Municipality.ShouldBe("698");
        await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = before.ClientId, AsKnownAt = new() { Seconds = 1 } }).ShouldFail(StatusCode.NotFound, "NOT_KNOWN_THEN");
        (await host.Database.FactsAsync<ClientChanged>(before.ClientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("320");

        await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest { ClientId = before.ClientId, Client = new ClientDetails(), UpdateMask = new() { Paths = { "municipality" } }, Etag = before.Etag })
            .ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        await Kela.UpdateClientAsync(new UpdateClientRequest { ClientId = before.ClientId, Client = new ClientDetails(), UpdateMask = new() { Paths = { "municipality" } } })
            .ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Theory]
    [InlineData("personal_identity_code", "FIELD_MASK_INVALID")]
    [InlineData("register", "FIELD_MASK_INVALID")]
    public async Task What_cannot_be_changed_is_named(string path, string reason)
    {
        var client = await RegisterAsync(host.NewPerson());

        await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest { ClientId = client.ClientId, Client = new ClientDetails(), UpdateMask = new() { Paths = { path } } }).ShouldFail(StatusCode.InvalidArgument, reason);
    }

    [Theory]
    [InlineData("client.contact_points[0].note", "FIELD_REQUIRED")]
    [InlineData("client.contact_points", "PREFERRED_NOT_SAFE")]
    [InlineData("client.interpreter.language", "UNKNOWN_CODE")]
    [InlineData("client.representatives[0].kind", "UNKNOWN_CODE")]
    [InlineData("client.processing_basis", "UNKNOWN_CODE")]
    public async Task Wrong_details_are_refused_by_field_and_reason(string field, string reason)
    {
        var person = WithCare(host.NewPerson());
        switch (field)
        {
            case "client.contact_points[0].note": (person.ContactPoints[0].SafeToContact, person.ContactPoints[0].Note) = (SafeToContact.AsNoted, ""); break;
            case "client.contact_points": person.ContactPoints[1].SafeToContact = SafeToContact.NotSafe; break;
            case "client.interpreter.language": person.Interpreter.Language = "xx"; break;
            case "client.representatives[0].kind": person.Representatives[0].Kind = "neighbour"; break;
            case "client.processing_basis": person.ProcessingBasis = "curiosity"; break;
        }

        (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person }).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
    }

    [Fact]
    public async Task A_client_in_two_registers_is_on_two_pages_of_one()
    {
        var person = host.NewPerson();
        person.FamilyName = "Kahtaalla";
        var health = person.Clone();
        health.Register = "patient";
        await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person });
        await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = health });

        var (registers, token) = (new List<string>(), "");
        do
        {
            var page = await host.AgencyRegister.FindClientsAsync(new FindClientsRequest { FamilyNamePrefix = "Kahtaalla", PageSize = 1, PageToken = token });
            registers.AddRange(page.Clients.Select(client => client.Register));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        registers.ShouldBe(["patient", "social-welfare"]);
    }

    [Fact]
    public async Task Own_clients_are_found_by_code_reference_and_name_and_nobody_else_s()
    {
        var person = host.NewPerson();
        person.FamilyName = "Åström" + Guid.NewGuid().ToString("N")[..8];
        person.ExternalReferences.Add(new ExternalReference { System = "asianhallinta", Value = Guid.NewGuid().ToString() });
        var client = await RegisterAsync(person);
        FindClientsRequest[] ways =
        [
            new() { PersonalIdentityCode = person.PersonalIdentityCode },
            new() { ExternalReference = person.ExternalReferences[0] },
            new() { FamilyNamePrefix = person.FamilyName[..12].ToUpperInvariant(), BirthDate = client.BirthDate },
        ];

        foreach (var way in ways)
        {
            (await host.AgencyRegister.FindClientsAsync(way)).Clients.ShouldHaveSingleItem().ClientId.ShouldBe(client.ClientId);
            (await Kela.FindClientsAsync(way)).Clients.ShouldBeEmpty();
        }

        await host.AgencyRegister.FindClientsAsync(new FindClientsRequest { FamilyNamePrefix = "Å" }).ShouldFail(StatusCode.InvalidArgument, "SEARCH_TERM_MISSING");
        await host.AgencyRegister.FindClientsAsync(new FindClientsRequest { PersonalIdentityCode = "010594Y9033" }).ShouldFail(StatusCode.InvalidArgument, "PERSONAL_IDENTITY_CODE_CHECK_CHARACTER");
    }

    [Fact]
    public async Task A_code_is_found_under_the_oldest_of_three_index_keys()
    {
        var person = host.NewPerson();
        var clientId = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
        var (file, now) = (host.Services.GetRequiredService<IConfiguration>()["Records:KeyFile"]!, TimeProvider.System.GetUtcNow());
        KeyFile.Read(file).WithNewIndexKey(now).WithNewIndexKey(now).Write(file);
        await Eventually.Holds(
            async () =>
            {
                var next = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client.ClientId;
                return await host.Database.ScalarAsync<long>($"SELECT count(*) FROM client_code_index WHERE client_id = '{next}'") == 3;
            },
            "the new keys are in use");

        // As before the rotation has come to it.
        await host.Database.ExecuteAsync($"DELETE FROM client_code_index WHERE client_id = '{clientId}' AND key_id > 1");

        (await host.AgencyRegister.FindClientsAsync(new FindClientsRequest { PersonalIdentityCode = person.PersonalIdentityCode })).Clients.ShouldHaveSingleItem().ClientId.ShouldBe(clientId);
    }

    [Fact]
    public async Task A_code_that_becomes_known_later_is_added()
    {
        var person = host.NewPerson();
        var client = await RegisterAsync(WithoutCode(person));
        client.HasPersonalIdentityCode.ShouldBeFalse();

        var coded = (await AddCodeAsync(host.AgencyRegister, client.ClientId, person.PersonalIdentityCode)).Client;

        coded.HasPersonalIdentityCode.ShouldBeTrue();
        (await RegisterAsync(person)).ClientId.ShouldBe(client.ClientId);
        (await AddCodeAsync(host.AgencyRegister, client.ClientId, person.PersonalIdentityCode)).Client.HasPersonalIdentityCode.ShouldBeTrue();
        await AddCodeAsync(host.AgencyRegister, client.ClientId, host.NewPerson().PersonalIdentityCode).ShouldFail(StatusCode.FailedPrecondition, "PERSONAL_IDENTITY_CODE_KNOWN");
    }

    [Fact]
    public async Task Adding_a_code_that_another_authority_knows_tells_nothing_and_makes_one_person()
    {
        var person = host.NewPerson();
        var kelas = (await Kela.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client;
        var ours = await RegisterAsync(WithoutCode(person));

        var coded = (await AddCodeAsync(host.AgencyRegister, ours.ClientId, person.PersonalIdentityCode)).Client;

        coded.ClientId.ShouldBe(ours.ClientId);
        coded.MergedClientIds.ShouldBeEmpty();
        (await host.AgencyRegister.FindClientsAsync(new FindClientsRequest { PersonalIdentityCode = person.PersonalIdentityCode })).Clients.ShouldHaveSingleItem().ClientId.ShouldBe(ours.ClientId);
        (await host.AgencyRegister.ListMergesAsync(new ListMergesRequest { ClientId = ours.ClientId })).Merges.ShouldBeEmpty();
        (await Kela.GetClientAsync(new GetClientRequest { ClientId = kelas.ClientId })).Client.ShouldBe(kelas);
        var fact = (await host.Database.FactsAsync<ClientsMerged>(ours.ClientId)).ShouldHaveSingleItem();
        (fact.KeptClientId, fact.MergedClientId).ShouldBe((kelas.ClientId, ours.ClientId));
    }

    [Fact]
    public async Task A_code_never_joins_an_own_client_that_is_registered_at_the_same_moment()
    {
        var person = host.NewPerson();
        var kelas = (await Kela.RegisterClientAsync(new RegisterClientRequest { Client = person, RequestId = Guid.NewGuid().ToString() })).Client;
        var ours = await RegisterAsync(WithoutCode(person));

        var adding = host.MeanwhileAsync(
            $"""
            SELECT pg_advisory_xact_lock_shared(hashtextextended('records of ' || '{kelas.ClientId}', 0));
            INSERT INTO client_record (client_id, controller, register, version, given_names, family_name, municipality, contact_language, non_disclosure, registered_at)
            VALUES ('{kelas.ClientId}', '{ReferralsHost.Agency}', 'employment', 1, 'Testi', 'Samainen', '', 'fi', false, now())
            """,
            () => AddCodeAsync(host.AgencyRegister, ours.ClientId, person.PersonalIdentityCode).ResponseAsync);

        Refusal.Of(await Should.ThrowAsync<RpcException>(adding)).Reason.ShouldBe("CODE_OF_OWN_CLIENT");
    }

    [Fact]
    public async Task A_code_must_agree_with_the_day_of_birth_and_never_join_two_own_clients_by_itself()
    {
        var person = host.NewPerson();
        var known = await RegisterAsync(person);
        var other = await RegisterAsync(WithoutCode(person));
        var wrong = WithoutCode(person);
        wrong.BirthDate = new() { Year = 1980, Month = 1, Day = 1 };
        var born = await RegisterAsync(wrong);

        (await AddCodeAsync(host.AgencyRegister, other.ClientId, person.PersonalIdentityCode).ShouldFail(StatusCode.FailedPrecondition, "CODE_OF_OWN_CLIENT")).Metadata["client_id"].ShouldBe(known.ClientId);
        await AddCodeAsync(host.AgencyRegister, born.ClientId, host.NewPerson().PersonalIdentityCode).ShouldFail(StatusCode.InvalidArgument, "BIRTH_DATE_DISAGREES");
    }

    [Fact]
    public async Task A_code_given_twice_at_the_same_moment_makes_one_person()
    {
        var person = host.NewPerson();
        var ours = await RegisterAsync(WithoutCode(person));

        var adding = AddCodeAsync(host.AgencyRegister, ours.ClientId, person.PersonalIdentityCode).ResponseAsync;
        var kelas = (await Kela.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client;

        (await adding).Client.ClientId.ShouldBe(ours.ClientId);
        (await host.Database.ScalarAsync<long>($"SELECT count(DISTINCT coalesce(merged_into, id)) FROM client WHERE id IN ('{ours.ClientId}', '{kelas.ClientId}')")).ShouldBe(1);
    }

    private async Task<Client> RegisterAsync(ClientDetails person) => (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person, RequestId = Guid.NewGuid().ToString() })).Client;

    private static AsyncUnaryCall<AddPersonalIdentityCodeResponse> AddCodeAsync(ClientRegisterService.ClientRegisterServiceClient register, string clientId, string code) =>
        register.AddPersonalIdentityCodeAsync(new AddPersonalIdentityCodeRequest { ClientId = clientId, PersonalIdentityCode = code, RequestId = Guid.NewGuid().ToString() });

    private static ClientDetails WithoutCode(ClientDetails person)
    {
        var code = person.PersonalIdentityCode;
        return new ClientDetails(person)
        {
            PersonalIdentityCode = "",
            BirthDate = new() { Day = int.Parse(code[..2]), Month = int.Parse(code[2..4]), Year = 1900 + int.Parse(code[4..6]) },
        };
    }

    private static ClientDetails WithCare(ClientDetails person)
    {
        person.ContactLanguage = "smn";
        person.ContactPoints.Add(new ContactPoint { Kind = ContactPointKind.Email, Value = "testi@example.fi", SafeToContact = SafeToContact.AsNoted, Note = "Vain virka-aikana" });
        person.ContactPoints.Add(new ContactPoint { Kind = ContactPointKind.Phone, Value = "+358 40 000 0000", SafeToContact = SafeToContact.Safe, Preferred = true });
        person.ContactPoints.Add(new ContactPoint { Kind = ContactPointKind.PostalAddress, Value = "Testikatu 1, 96100 Rovaniemi", SafeToContact = SafeToContact.NotSafe });
        person.Interpreter = new InterpreterNeed { Language = "fise" };
        person.AccessibilityNeeds.Add("step-free");
        person.Representatives.Add(new Representative { Kind = "guardian", Name = "Eeva Edunvalvoja", Contact = "+358 40 000 0001" });
        return person;
    }
}
