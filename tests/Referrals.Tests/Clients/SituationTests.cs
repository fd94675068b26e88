using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

public sealed class SituationTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private SituationService.SituationServiceClient Agency => new(host.As(Role.Referrer, ReferralsHost.Agency));

    private SituationService.SituationServiceClient Coordinators => new(host.As(Role.Coordinator, ReferralsHost.City));

    private SituationService.SituationServiceClient Strangers => new(host.As(Role.Coordinator, ReferralsHost.Stranger));

    [Fact]
    public async Task A_new_status_ends_the_one_before_on_the_day_before()
    {
        var clientId = await NewClientAsync();
        var first = (await RecordAsync(clientId, SituationKind.LabourMarketStatus, "unemployed", Day(2024, 3, 1))).Situation;

        var second = await RecordAsync(clientId, SituationKind.LabourMarketStatus, "student", Day(2025, 9, 1));

        second.Ended.SituationId.ShouldBe(first.SituationId);
        second.Ended.ToDay.ShouldBe(Day(2025, 8, 31));
        (await ListAsync(Agency, clientId, day: Day(2025, 8, 31))).Situations.ShouldHaveSingleItem().Code.ShouldBe("unemployed");
        (await ListAsync(Agency, clientId, day: Day(2025, 9, 1))).Situations.ShouldHaveSingleItem().Code.ShouldBe("student");
        (await host.Database.FactsAsync<SituationRecorded>(clientId)).Select(fact => (fact.Code, fact.Version, fact.ToDay?.Month ?? 0)).ShouldBe([("unemployed", 1, 0), ("unemployed", 2, 8), ("student", 1, 0)]);
    }

    [Fact]
    public async Task Benefits_hold_side_by_side_and_a_status_never()
    {
        var clientId = await NewClientAsync();
        await RecordAsync(clientId, SituationKind.Benefit, "social-assistance", Day(2026, 1, 1));
        (await RecordAsync(clientId, SituationKind.Benefit, "general-support", Day(2026, 5, 1))).Ended.ShouldBeNull();

        var status = (await RecordAsync(clientId, SituationKind.LabourMarketStatus, "unemployed", Day(2026, 1, 1), Day(2026, 3, 31))).Situation;
        var refusal = await RecordAsync(clientId, SituationKind.LabourMarketStatus, "student", Day(2026, 3, 1)).ShouldFail(StatusCode.FailedPrecondition, "SITUATION_OVERLAPS");
        refusal.Metadata["situation_id"].ShouldBe(status.SituationId);
    }

    [Fact]
    public async Task A_correction_keeps_what_was_known_before()
    {
        var clientId = await NewClientAsync();
        var recorded = (await RecordAsync(clientId, SituationKind.Unemployment, "", Day(2025, 6, 1))).Situation;
        var known = recorded.RecordedAt;

        var corrected = (await Agency.CorrectSituationAsync(new CorrectSituationRequest
        {
            SituationId = recorded.SituationId,
            Situation = Details(SituationKind.Unemployment, "", Day(2024, 6, 1)),
            Reason = "Työtodistus",
            Etag = recorded.Etag,
            RequestId = Guid.NewGuid().ToString(),
        })).Situation;

        corrected.Version.ShouldBe(2);
        (await ListAsync(Agency, clientId)).Situations.ShouldHaveSingleItem().FromDay.ShouldBe(Day(2024, 6, 1));
        (await ListAsync(Agency, clientId, known: known)).Situations.ShouldHaveSingleItem().FromDay.ShouldBe(Day(2025, 6, 1));
        (await Agency.ListSituationAsync(new ListSituationRequest { ClientId = clientId, AllVersions = true })).Situations.Select(entry => entry.Version).ShouldBe([1, 2]);
        await Agency.CorrectSituationAsync(new CorrectSituationRequest { SituationId = recorded.SituationId, Situation = Details(SituationKind.Unemployment, "", Day(2024, 6, 1)), Reason = "x", Etag = recorded.Etag })
            .ShouldFail(StatusCode.Aborted, "ETAG_STALE");
    }

    [Fact]
    public async Task What_should_never_have_been_recorded_is_taken_back()
    {
        var clientId = await NewClientAsync();
        var recorded = (await RecordAsync(clientId, SituationKind.Education, "vocational", Day(2010, 6, 1))).Situation;

        (await Agency.RetractSituationAsync(new RetractSituationRequest { SituationId = recorded.SituationId, Reason = "Väärä asiakas" })).Situation.Retracted.ShouldBeTrue();

        (await ListAsync(Agency, clientId)).Situations.ShouldBeEmpty();
        (await ListAsync(Agency, clientId, known: recorded.RecordedAt)).Situations.ShouldHaveSingleItem();
        (await host.Database.FactsAsync<SituationRetracted>(clientId)).ShouldHaveSingleItem().SituationId.ShouldBe(recorded.SituationId);
        await RecordAsync(clientId, SituationKind.Education, "bachelor", Day(2010, 1, 1));
        await Agency.RetractSituationAsync(new RetractSituationRequest { SituationId = recorded.SituationId, Reason = "x" }).ShouldFail(StatusCode.FailedPrecondition, "SITUATION_RETRACTED");
    }

    [Fact]
    public async Task Facts_tell_the_mark_of_partial_work_ability_without_its_basis_and_no_other_health_data()
    {
        var clientId = await NewClientAsync();
        await RecordAsync(clientId, SituationKind.PartialWorkAbility, "", Day(2026, 2, 1));
        await RecordAsync(clientId, SituationKind.Benefit, "sickness-allowance", Day(2026, 2, 1));

        (await host.Database.FactsAsync<SituationRecorded>(clientId)).Select(fact => (fact.Kind, fact.Code)).ShouldBe([("partial-work-ability", "")]);
        (await ListAsync(Agency, clientId)).Situations.ShouldAllBe(entry => entry.HealthData);
    }

    [Fact]
    public async Task A_benefit_that_turns_out_to_be_of_health_is_taken_out_of_the_facts()
    {
        var clientId = await NewClientAsync();
        var benefit = (await RecordAsync(clientId, SituationKind.Benefit, "general-support", Day(2026, 6, 1))).Situation;

        await Agency.CorrectSituationAsync(new CorrectSituationRequest { SituationId = benefit.SituationId, Situation = Details(SituationKind.Benefit, "sickness-allowance", Day(2026, 6, 1)), Reason = "Päätös" });

        (await host.Database.FactsAsync<SituationRecorded>(clientId)).ShouldHaveSingleItem();
        (await host.Database.FactsAsync<SituationRetracted>(clientId)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Other_organisations_see_what_is_opened_to_them_and_health_data_on_permission_alone()
    {
        var referral = await host.SubmittedAsync();
        await RecordAsync(referral.ClientId, SituationKind.LabourMarketStatus, "unemployed", Day(2025, 1, 1));
        await RecordAsync(referral.ClientId, SituationKind.PartialWorkAbility, "", Day(2026, 2, 1));

        // A wellbeing services county has referred to a municipality for coordination: the law opens employment and benefits.
        var seen = await ListAsync(Coordinators, referral.ClientId);
        var entry = seen.Situations.ShouldHaveSingleItem();
        (entry.Kind, entry.Note, entry.ControllerName).ShouldBe((SituationKind.LabourMarketStatus, "", "Esimerkkikunnan sosiaalipalvelut"));
        seen.WithheldScopes.ShouldBe(["health-conclusions"]);
        await ListAsync(Strangers, referral.ClientId).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        await host.AgencyRegister.GrantPermissionAsync(new GrantPermissionRequest { ClientId = referral.ClientId, Kind = PermissionKind.Consent, Scope = "health-conclusions", FromOrganisation = ReferralsHost.Agency, ToOrganisation = ReferralsHost.Stranger });
        (await ListAsync(Strangers, referral.ClientId)).Situations.ShouldHaveSingleItem().Kind.ShouldBe(SituationKind.PartialWorkAbility);
        await RecordAsync(referral.ClientId, SituationKind.Education, "basic", Day(2000, 1, 1), by: Coordinators).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task The_client_reads_every_controller_s_entries()
    {
        var clientId = await NewClientAsync();
        await RecordAsync(clientId, SituationKind.PartialWorkAbility, "", Day(2026, 2, 1));
        var client = new SituationService.SituationServiceClient(host.As(Role.Client, ReferralsHost.Kela, "person", clientId));

        (await ListAsync(client, clientId)).Situations.ShouldHaveSingleItem().Note.ShouldBe("Sovittu yhdessä");
        await ListAsync(client, await NewClientAsync()).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task Of_entries_recorded_at_the_same_moment_one_holds()
    {
        var clientId = await NewClientAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await RecordAsync(clientId, SituationKind.LabourMarketStatus, "unemployed", Day(2026, 1, 1));
                return "";
            }
            catch (RpcException refused)
            {
                return Refusal.Of(refused).Reason;
            }
        }));

        outcomes.Count(outcome => outcome.Length == 0).ShouldBe(1);
        outcomes.Where(outcome => outcome.Length > 0).ShouldAllBe(outcome => outcome == "SITUATION_OVERLAPS" || outcome == "CONCURRENT_CHANGE");
    }

    [Fact]
    public async Task A_non_disclosure_that_is_committed_first_hides_the_municipality_in_an_entry_s_fact()
    {
        var clientId = await NewClientAsync();

        await host.MeanwhileAsync(
            $"UPDATE client_record SET non_disclosure = true, version = version + 1 WHERE client_id = '{clientId}'",
            () => RecordAsync(clientId, SituationKind.LabourMarketStatus, "unemployed", Day(2026, 1, 1)));

        (await host.Database.FactsAsync<SituationRecorded>(clientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("unknown");
    }

    [Fact]
    public async Task A_list_is_paged_through_without_loss()
    {
        var clientId = await NewClientAsync();
        for (var month = 1; month <= 5; month++)
        {
            await RecordAsync(clientId, SituationKind.CurrentActivity, "coaching", Day(2026, month, 1), Day(2026, month, 20));
        }

        var seen = new List<Date>();
        var request = new ListSituationRequest { ClientId = clientId, PageSize = 2 };
        do
        {
            var page = await Agency.ListSituationAsync(request);
            seen.AddRange(page.Situations.Select(entry => entry.FromDay));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        seen.Select(day => day.Month).ShouldBe([5, 4, 3, 2, 1]);
    }

    [Theory]
    [InlineData("situation.kind", "FIELD_REQUIRED")]
    [InlineData("situation.code", "CODE_NOT_VALID_THEN")]
    [InlineData("situation.basis", "FIELD_REQUIRED")]
    [InlineData("situation.set_by_profession", "SETTER_MISSING")]
    [InlineData("situation.set_by_client", "SET_TWICE")]
    [InlineData("situation.from_day", "DAY_IN_FUTURE")]
    [InlineData("situation.to_day", "DAY_BEFORE_START")]
    [InlineData("situation.set_by_organisation", "UNKNOWN_ORGANISATION")]
    public async Task A_wrong_entry_is_refused_by_field_and_reason(string field, string reason)
    {
        var clientId = await NewClientAsync();
        // The labour market subsidy ended when the general support began.
        var details = field == "situation.code" ? Details(SituationKind.Benefit, "labour-market-subsidy", Day(2026, 5, 1)) : Details(SituationKind.PartialWorkAbility, "", Day(2026, 2, 1));
        switch (field)
        {
            case "situation.kind": details.Kind = SituationKind.Unspecified; break;
            case "situation.basis": details.Basis = ""; break;
            case "situation.set_by_profession": details.SetByProfession = ""; break;
            case "situation.set_by_client": details.SetByClient = true; break;
            case "situation.from_day": details.FromDay = Day(2099, 1, 1); break;
            case "situation.to_day": details.ToDay = Day(2026, 1, 31); break;
            case "situation.set_by_organisation": details.SetByOrganisation = "9000001-1"; break;
        }

        (await Agency.RecordSituationAsync(new RecordSituationRequest { ClientId = clientId, Situation = details }).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
    }

    private async Task<string> NewClientAsync() => (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson(), RequestId = Guid.NewGuid().ToString() })).Client.ClientId;

    private async Task<RecordSituationResponse> RecordAsync(string clientId, SituationKind kind, string code, Date from, Date? to = null, SituationService.SituationServiceClient? by = null)
    {
        var details = Details(kind, code, from);
        details.ToDay = to;
        return await (by ?? Agency).RecordSituationAsync(new RecordSituationRequest { ClientId = clientId, Situation = details, RequestId = Guid.NewGuid().ToString() });
    }

    private static async Task<ListSituationResponse> ListAsync(SituationService.SituationServiceClient reader, string clientId, Date? day = null, Timestamp? known = null) =>
        await reader.ListSituationAsync(new ListSituationRequest { ClientId = clientId, TrueOn = day, KnownAt = known });

    private static SituationDetails Details(SituationKind kind, string code, Date from) => new()
    {
        Kind = kind,
        Code = code,
        FromDay = from,
        Basis = kind == SituationKind.PartialWorkAbility ? "physician-statement" : "client-told",
        SetByProfession = kind == SituationKind.PartialWorkAbility ? "physician" : "",
        Note = "Sovittu yhdessä",
    };

    private static Date Day(int year, int month, int day) => new() { Year = year, Month = month, Day = day };
}
