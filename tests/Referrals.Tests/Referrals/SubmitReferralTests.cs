using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Referrals;

public sealed class SubmitReferralTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task One_call_registers_the_client_and_submits_the_referral_with_its_task()
    {
        var referral = await host.SubmittedAsync();

        referral.Sender.ShouldBe(ReferralsHost.Agency);
        referral.SenderName.ShouldNotBeEmpty();
        referral.Tasks.ShouldHaveSingleItem().Status.ShouldBe(TaskStatus.Requested);
        (await host.Database.ScalarAsync<string[]>($"SELECT array_agg(type ORDER BY seq) FROM event_log WHERE order_keys = ARRAY['{referral.ClientId}']"))
            .Select(type => type.Split('.')[^1]).ShouldBe(["ClientRegistered", "ReferralSubmitted", "TaskRequested"]);
    }

    [Fact]
    public async Task What_was_answered_is_what_is_read_later()
    {
        var request = host.NewReferral();
        request.SubmittedAt = new Timestamp { Seconds = 1_750_000_000, Nanos = 123_456_789 };

        var given = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral;
        var now = await host.SubmittedAsync();

        (await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = given.ReferralId })).Referral.ShouldBe(given);
        (await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = now.ReferralId })).Referral.ShouldBe(now);
    }

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_changes_nothing()
    {
        var request = host.NewReferral();
        var first = await host.AgencyReferrals.SubmitReferralAsync(request);

        var again = await host.AgencyReferrals.SubmitReferralAsync(request);

        again.ShouldBe(first);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM referral WHERE client_id = '{first.Referral.ClientId}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_request_id_is_not_used_for_something_else()
    {
        var request = host.NewReferral();
        await host.AgencyReferrals.SubmitReferralAsync(request);
        request.ReasonForClient = "Jotain muuta.";

        await host.AgencyReferrals.SubmitReferralAsync(request).ShouldFail(StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
    }

    [Fact]
    public async Task Validate_only_checks_everything_and_writes_nothing()
    {
        var request = host.NewReferral();
        request.ValidateOnly = true;

        var answer = await host.AgencyReferrals.SubmitReferralAsync(request);

        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM referral WHERE id = '{answer.Referral.ReferralId}'")).ShouldBe(0);
    }

    [Fact]
    public async Task The_sender_finds_the_referral_by_its_own_reference_and_gives_it_once()
    {
        var request = host.NewReferral();
        request.ExternalReferences.Add(new ExternalReference { System = "kela-etuus", Value = Guid.NewGuid().ToString() });
        var referral = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral;

        (await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ExternalReference = request.ExternalReferences[0] })).Referral.ReferralId.ShouldBe(referral.ReferralId);
        var another = host.NewReferral();
        another.ExternalReferences.Add(request.ExternalReferences[0]);
        await host.AgencyReferrals.SubmitReferralAsync(another).ShouldFail(StatusCode.AlreadyExists, "EXTERNAL_REFERENCE_TAKEN");
    }

    [Fact]
    public async Task Only_a_controller_of_a_record_refers_the_client_by_id()
    {
        var referral = await host.SubmittedAsync();
        var request = host.NewReferral();
        request.NewClient = null;
        request.ClientId = referral.ClientId;

        await host.StrangerReferrals.SubmitReferralAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Theory]
    [InlineData("reasons", "FIELD_REQUIRED")]
    [InlineData("reasons[0]", "UNKNOWN_CODE")]
    [InlineData("reason_for_client", "FIELD_REQUIRED")]
    [InlineData("receiver", "UNKNOWN_ORGANISATION")]
    [InlineData("service", "SERVICE_NOT_OFFERED")]
    [InlineData("voluntariness_told", "VOLUNTARINESS_NOT_TOLD")]
    [InlineData("submitted_at", "EFFECTIVE_TIME_IN_FUTURE")]
    [InlineData("client_id", "CLIENT_GIVEN_TWICE")]
    [InlineData("new_client.personal_identity_code", "PERSONAL_IDENTITY_CODE_CHECK_CHARACTER")]
    [InlineData("new_client.birth_date", "BIRTH_DATE_DISAGREES")]
    [InlineData("new_client.municipality", "MUNICIPALITY_INVALID")]
    [InlineData("new_client.register", "UNKNOWN_CODE")]
    public async Task Bad_input_is_refused_by_field_and_reason(string field, string reason)
    {
        var request = host.NewReferral();
        switch (field)
        {
            case "reasons": request.Reasons.Clear(); break;
            case "reasons[0]": request.Reasons[0] = "no-such-reason"; break;
            case "reason_for_client": request.ReasonForClient = ""; break;
            case "receiver": request.Receiver = "9000001-1"; break;
            case "service": request.Service = "oral-health"; break;
            case "voluntariness_told": request.VoluntarinessTold = false; break;
            case "submitted_at": request.SubmittedAt = new() { Seconds = 4102444800 }; break;
            case "client_id": request.ClientId = Guid.NewGuid().ToString(); break;
            case "new_client.personal_identity_code": request.NewClient.PersonalIdentityCode = "010594Y9033"; break;
            case "new_client.birth_date": request.NewClient.BirthDate = new() { Year = 1990, Month = 1, Day = 1 }; break;
            case "new_client.municipality": request.NewClient.Municipality = "69"; break;
            case "new_client.register": request.NewClient.Register = "no-such-register"; break;
        }

        var refusal = await host.AgencyReferrals.SubmitReferralAsync(request).ShouldFail(StatusCode.InvalidArgument, reason);

        refusal.Metadata["field"].ShouldBe(field);
        refusal.TraceId.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Two_agencies_that_register_one_person_share_the_id_and_nothing_else()
    {
        var person = host.NewPerson();
        var agency = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person, RequestId = Guid.NewGuid().ToString() })).Client;

        var kela = await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Referrer, ReferralsHost.Kela))
            .RegisterClientAsync(new RegisterClientRequest { Client = new ClientDetails(person) { GivenNames = "Toinen Nimi" }, RequestId = Guid.NewGuid().ToString() });

        kela.Client.ClientId.ShouldBe(agency.ClientId);
        kela.Found.ShouldBeFalse();
        kela.Client.GivenNames.ShouldBe("Toinen Nimi");
    }

    [Fact]
    public async Task The_code_is_stored_encrypted_and_appears_nowhere()
    {
        var person = host.NewPerson();
        await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person, RequestId = Guid.NewGuid().ToString() });

        foreach (var table in new[] { "client", "client_code_index", "client_record", "event_log", "access_log", "transition", "request_record" })
        {
            (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM {table} t WHERE t::text LIKE '%{person.PersonalIdentityCode}%' OR t::text LIKE '%{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(person.PersonalIdentityCode))}%'"))
                .ShouldBe(0, table);
        }
    }

    [Fact]
    public async Task Concurrent_registrations_of_one_person_make_one_client()
    {
        var person = host.NewPerson();

        var clients = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person, RequestId = Guid.NewGuid().ToString() }).ResponseAsync));

        clients.Select(client => client.Client.ClientId).Distinct().ShouldHaveSingleItem();
        clients.Count(client => !client.Found).ShouldBe(1);
    }

    [Fact]
    public async Task A_client_with_non_disclosure_has_an_unknown_municipality_in_facts()
    {
        var request = host.NewReferral();
        request.NewClient = host.NewPerson(nonDisclosure: true);
        var referral = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral;

        var bytes = await host.Database.ScalarAsync<byte[]>($"SELECT data FROM event_log WHERE type LIKE '%ReferralSubmitted' AND order_keys = ARRAY['{referral.ClientId}']");
        Contracts.Events.V1.ReferralSubmitted.Parser.ParseFrom(bytes).Client.Municipality.ShouldBe("unknown");
        referral.Municipality.ShouldBeEmpty();
    }
}
