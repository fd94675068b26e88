using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Organisations;

public sealed class OrganisationTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private const string County = "3456780-6";

    private OrganisationsService.OrganisationsServiceClient Operators => new(host.As(Role.Operator));

    private OrganisationsService.OrganisationsServiceClient ManagersOf(string organisation) => new(host.As(Role.Manager, organisation));

    private OrganisationsService.OrganisationsServiceClient Workers => new(host.As(Role.Coordinator, ReferralsHost.City));

    [Fact]
    public async Task Names_are_found_by_their_start_in_any_case_and_sorted_by_the_Finnish_alphabet()
    {
        var prefix = "Ähtäri " + Guid.NewGuid().ToString("N")[..6];
        foreach (var name in new[] { "öinen", "Zeta", "Äänekoski", "ålands", "Aalto" })
        {
            await Operators.RegisterUnitAsync(new RegisterUnitRequest { OrganisationId = ReferralsHost.Agency, Name = $"{prefix} {name}" });
        }

        var first = await Workers.ListUnitsAsync(new ListUnitsRequest { NamePrefix = prefix.ToUpperInvariant(), PageSize = 3 });
        var second = await Workers.ListUnitsAsync(new ListUnitsRequest { NamePrefix = prefix.ToUpperInvariant(), PageSize = 3, PageToken = first.NextPageToken });

        first.Units.Concat(second.Units).Select(unit => unit.Name[(prefix.Length + 1)..]).ShouldBe(["Aalto", "Zeta", "ålands", "Äänekoski", "öinen"]);
        second.NextPageToken.ShouldBeEmpty();
        first.Units[0].OrganisationName.ShouldBe("Esimerkkikunnan sosiaalipalvelut");
    }

    [Fact]
    public async Task An_organisation_that_ended_is_no_more_picked_nor_asked_but_still_read()
    {
        await RegisterAsync("5678901-2", "Entinen toimisto", day: Day(2020), last: Day(2024), successor: ReferralsHost.Kela, services: "health-check");

        (await Workers.ListOrganisationsAsync(new ListOrganisationsRequest { NamePrefix = "entinen" })).Organisations.ShouldBeEmpty();
        (await Workers.ListOrganisationsAsync(new ListOrganisationsRequest { NamePrefix = "entinen", ValidOn = Day(2024) })).Organisations.ShouldHaveSingleItem();
        var read = (await Workers.GetOrganisationAsync(new GetOrganisationRequest { OrganisationId = "5678901-2" })).Organisation;
        read.SuccessorName.ShouldBe("Esimerkkitoimisto");
        var refusal = await host.AgencyReferrals.SubmitReferralAsync(host.NewReferral("5678901-2", "health-check")).ShouldFail(StatusCode.InvalidArgument, "ORGANISATION_NOT_VALID");
        refusal.Metadata["successor"].ShouldBe(ReferralsHost.Kela);
        (await host.Database.FactsAsync<OrganisationRegistered>("5678901-2")).ShouldHaveSingleItem().Successor.ShouldBe(ReferralsHost.Kela);
    }

    [Fact]
    public async Task An_organisation_is_changed_by_its_own_manager_and_its_kind_by_an_operator()
    {
        await RegisterAsync("6789012-4", "Esimerkin työpaja", day: Day(2020), services: "health-check");
        var change = new RegisterOrganisationRequest { OrganisationId = "6789012-4", Name = "Esimerkin paja", Kind = "wellbeing-services-county", Services = { "health-check" }, ValidFrom = Day(2020) };

        await ManagersOf(ReferralsHost.Agency).RegisterOrganisationAsync(change).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await ManagersOf("6789012-4").RegisterOrganisationAsync(change)).Organisation.Name.ShouldBe("Esimerkin paja");
        change.Kind = "municipality";
        await ManagersOf("6789012-4").RegisterOrganisationAsync(change).ShouldFail(StatusCode.PermissionDenied, "KIND_BY_OPERATOR");
        (await Operators.RegisterOrganisationAsync(change)).Organisation.Kind.ShouldBe("municipality");
        await ManagersOf("9000001-1").RegisterOrganisationAsync(new RegisterOrganisationRequest(change) { OrganisationId = "9000001-1" }).ShouldFail(StatusCode.PermissionDenied, "ORGANISATION_NOT_REGISTERED");
    }

    [Fact]
    public async Task A_page_s_organisations_are_read_at_once()
    {
        var found = await Workers.BatchGetOrganisationsAsync(new BatchGetOrganisationsRequest { OrganisationIds = { ReferralsHost.Kela, "9999999-9", ReferralsHost.Agency, ReferralsHost.Kela } });

        found.Organisations.Select(organisation => organisation.OrganisationId).ShouldBe([ReferralsHost.Kela, ReferralsHost.Agency]);
        found.UnknownIds.ShouldBe(["9999999-9"]);
    }

    [Fact]
    public async Task An_area_answers_for_several_municipalities_from_day_to_day()
    {
        await RegisterAsync(County, "Esimerkin hyvinvointialue", services: "work-ability-assessment");
        var unit = (await Operators.RegisterUnitAsync(new RegisterUnitRequest { OrganisationId = County, Name = "Pääterveysasema", Municipality = "320", Services = { "work-ability-assessment" } })).Unit;
        await Operators.RegisterAreaAsync(Area(County, unit.UnitId, Day(2026), null, "320", "583"));

        foreach (var municipality in new[] { "320", "583" })
        {
            var answer = await Workers.ResolveReceiverAsync(Resolve(municipality));
            answer.Receiver.OrganisationId.ShouldBe(County);
            answer.Unit.Name.ShouldBe("Pääterveysasema");
            answer.Area.Basis.ShouldBe("yhteistoimintasopimus");
        }

        var before = await Workers.ResolveReceiverAsync(Resolve("320", Day(2025)));
        before.Receiver.ShouldBeNull();
        before.Others.ShouldHaveSingleItem().OrganisationId.ShouldBe(County);
        await Workers.ResolveReceiverAsync(new ResolveReceiverRequest { Municipality = "320", Service = "oral-health" }).ShouldFail(StatusCode.NotFound, "NO_RECEIVER");
    }

    [Fact]
    public async Task One_organisation_answers_for_a_service_in_a_municipality_on_a_day()
    {
        await RegisterAsync("6789012-4", "Ensimmäinen", services: "physiotherapy");
        await RegisterAsync("7890123-9", "Toinen", services: "physiotherapy");
        var first = (await Operators.RegisterAreaAsync(Area("6789012-4", "", Day(2024), Day(2025), "614", "683"))).Area;

        var refusal = await Operators.RegisterAreaAsync(Area("7890123-9", "", Day(2025), null, "683")).ShouldFail(StatusCode.FailedPrecondition, "AREA_OVERLAPS");
        refusal.Metadata["organisation_id"].ShouldBe("6789012-4");
        refusal.Metadata["municipality"].ShouldBe("683");
        await Operators.RegisterAreaAsync(Area("7890123-9", "", Day(2026), null, "683"));

        // The first one's days may be changed as long as they meet nobody else's.
        var changed = Area("6789012-4", "", Day(2024), null, "614");
        (changed.AreaId, changed.Etag) = (first.AreaId, first.Etag);
        (await Operators.RegisterAreaAsync(changed)).Area.Municipalities.ShouldBe(["614"]);
        (await Workers.ListAreasAsync(new ListAreasRequest { Municipality = "683" })).Areas.ShouldHaveSingleItem().OrganisationName.ShouldBe("Toinen");
        changed.Etag = first.Etag;
        await Operators.RegisterAreaAsync(changed).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
    }

    [Fact]
    public async Task What_is_registered_for_the_first_time_has_no_etag()
    {
        var name = "Uusi " + Guid.NewGuid();
        var area = Area(ReferralsHost.Agency, "", Day(2024), null, "609");
        area.Etag = "AAAA";

        Refusal[] refusals =
        [
            await Operators.RegisterOrganisationAsync(new RegisterOrganisationRequest { OrganisationId = "2345679-9", Name = name, Kind = "municipality", Etag = "AAAA" })
                .ShouldFail(StatusCode.InvalidArgument, "ETAG_UNEXPECTED"),
            await Operators.RegisterUnitAsync(new RegisterUnitRequest { OrganisationId = ReferralsHost.Agency, Name = name, Etag = "AAAA" })
                .ShouldFail(StatusCode.InvalidArgument, "ETAG_UNEXPECTED"),
            await Operators.RegisterAreaAsync(area).ShouldFail(StatusCode.InvalidArgument, "ETAG_UNEXPECTED"),
            await Operators.RegisterProfessionalAsync(new RegisterProfessionalRequest { OrganisationId = ReferralsHost.Agency, Name = name, Profession = "physician", Etag = "AAAA" })
                .ShouldFail(StatusCode.InvalidArgument, "ETAG_UNEXPECTED"),
        ];

        refusals.ShouldAllBe(refusal => refusal.Metadata["field"] == "etag");
        (await Workers.ListUnitsAsync(new ListUnitsRequest { NamePrefix = name })).Units.ShouldBeEmpty();
    }

    [Fact]
    public async Task Areas_registered_at_the_same_moment_never_overlap()
    {
        await RegisterAsync("8901234-9", "Kilpailija", services: "debt-counselling");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var request = Area("8901234-9", "", Day(2026), null, "732");
            request.Services[0] = "debt-counselling";
            try
            {
                await Operators.RegisterAreaAsync(request);
                return "";
            }
            catch (RpcException refused)
            {
                return Refusal.Of(refused).Reason;
            }
        }));

        outcomes.Count(outcome => outcome.Length == 0).ShouldBe(1);
        outcomes.Where(outcome => outcome.Length > 0).ShouldAllBe(outcome => outcome == "AREA_OVERLAPS");
    }

    [Fact]
    public async Task Professionals_are_found_by_profession_language_and_name_and_read_by_their_token_s_subject()
    {
        var unit = (await Operators.RegisterUnitAsync(new RegisterUnitRequest { OrganisationId = ReferralsHost.City, Name = "Yhteyspiste" })).Unit;
        var subject = "worker-" + Guid.NewGuid();
        var registered = (await Operators.RegisterProfessionalAsync(new RegisterProfessionalRequest
        {
            OrganisationId = ReferralsHost.City,
            UnitId = unit.UnitId,
            Subject = subject,
            Name = "Ängeslevä Malli",
            Profession = "work-ability-coordinator",
            Languages = { "fi", "smn" },
        })).Professional;

        (await Workers.ListProfessionalsAsync(new ListProfessionalsRequest { Language = "smn", Profession = "work-ability-coordinator", NamePrefix = "äng" })).Professionals.ShouldHaveSingleItem().UnitName.ShouldBe("Yhteyspiste");
        (await Workers.ListProfessionalsAsync(new ListProfessionalsRequest { Language = "sms" })).Professionals.ShouldBeEmpty();
        (await Workers.BatchGetProfessionalsAsync(new BatchGetProfessionalsRequest { Subjects = { subject } })).Professionals.ShouldHaveSingleItem().ShouldBe(registered);

        await Operators.RegisterProfessionalAsync(new RegisterProfessionalRequest
        {
            ProfessionalId = registered.ProfessionalId,
            OrganisationId = ReferralsHost.City,
            Subject = subject,
            Name = "Ängeslevä Malli",
            Profession = "social-worker",
            ValidTo = Day(2025),
            Etag = registered.Etag,
        });
        (await Workers.ListProfessionalsAsync(new ListProfessionalsRequest { NamePrefix = "äng" })).Professionals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_manager_changes_the_own_organisation_alone()
    {
        var manager = new OrganisationsService.OrganisationsServiceClient(host.As(Role.Manager, ReferralsHost.City));

        await manager.RegisterUnitAsync(new RegisterUnitRequest { OrganisationId = ReferralsHost.City, Name = "Oma yksikkö" });
        await manager.RegisterUnitAsync(new RegisterUnitRequest { OrganisationId = ReferralsHost.Agency, Name = "Toisten yksikkö" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var other = (await Operators.RegisterUnitAsync(new RegisterUnitRequest { OrganisationId = ReferralsHost.Agency, Name = "Toisten yksikkö" })).Unit;
        await manager.RegisterUnitAsync(new RegisterUnitRequest { UnitId = other.UnitId, OrganisationId = ReferralsHost.City, Name = "Vallattu" }).ShouldFail(StatusCode.FailedPrecondition, "OF_ANOTHER_ORGANISATION");
    }

    [Theory]
    [InlineData("organisation_id", "UNKNOWN_ORGANISATION")]
    [InlineData("services", "SERVICE_NOT_OFFERED")]
    [InlineData("municipalities[0]", "MUNICIPALITY_INVALID")]
    [InlineData("valid_from", "FIELD_REQUIRED")]
    [InlineData("valid_to", "DAY_BEFORE_START")]
    [InlineData("unit_id", "UNKNOWN_UNIT")]
    public async Task A_wrong_area_is_refused_by_field_and_reason(string field, string reason)
    {
        await RegisterAsync(County, "Esimerkin hyvinvointialue", services: "work-ability-assessment");
        var request = Area(County, "", Day(2026), null, "890");
        switch (field)
        {
            case "organisation_id": request.OrganisationId = "9000001-1"; break;
            case "services": request.Services[0] = "oral-health"; break;
            case "municipalities[0]": request.Municipalities[0] = "89"; break;
            case "valid_from": request.ValidFrom = null; break;
            case "valid_to": request.ValidTo = Day(2020); break;
            case "unit_id": request.UnitId = Guid.NewGuid().ToString(); break;
        }

        (await Operators.RegisterAreaAsync(request).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
    }

    [Fact]
    public async Task Rows_that_carry_an_organisation_s_id_carry_its_name()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = clientId, Worker = "worker", WorkerName = "Malli" });
        await host.CoordinatorCoordination.RecordContactAsync(new RecordContactRequest { ClientId = clientId, ContactingService = "social-work", Topic = "work-ability", Mode = Mode.Phone });
        await host.AgencyRegister.GrantPermissionAsync(new GrantPermissionRequest { ClientId = clientId, Kind = PermissionKind.Consent, Scope = "all", FromOrganisation = ReferralsHost.Agency, ToOrganisation = ReferralsHost.Kela });

        (await host.CoordinatorCoordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = clientId })).CaseManager.OrganisationName.ShouldBe("Esimerkkikunnan työkyvyn tuki");
        (await host.CoordinatorCoordination.ListContactsAsync(new ListContactsRequest { ClientId = clientId })).Contacts.ShouldHaveSingleItem().OrganisationName.ShouldBe("Esimerkkikunnan työkyvyn tuki");
        var permission = (await host.AgencyRegister.ListPermissionsAsync(new ListPermissionsRequest { ClientId = clientId })).Permissions.ShouldHaveSingleItem();
        (permission.FromOrganisationName, permission.ToOrganisationName).ShouldBe(("Esimerkkikunnan sosiaalipalvelut", "Esimerkkitoimisto"));
        (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = clientId })).Client.ControllerName.ShouldBe("Esimerkkikunnan sosiaalipalvelut");
    }

    private async Task RegisterAsync(string id, string name, Date? day = null, Date? last = null, string successor = "", params string[] services) =>
        await Operators.RegisterOrganisationAsync(new RegisterOrganisationRequest { OrganisationId = id, Name = name, Kind = "wellbeing-services-county", ValidFrom = day, ValidTo = last, Successor = successor, Services = { services } });

    private static RegisterAreaRequest Area(string organisation, string unit, Date from, Date? to, params string[] municipalities) => new()
    {
        OrganisationId = organisation,
        UnitId = unit,
        Municipalities = { municipalities },
        Services = { organisation == County ? "work-ability-assessment" : "physiotherapy" },
        ValidFrom = from,
        ValidTo = to,
        Basis = "yhteistoimintasopimus",
    };

    private static ResolveReceiverRequest Resolve(string municipality, Date? day = null) => new() { Municipality = municipality, Service = "work-ability-assessment", OnDay = day };

    /// <summary>New Year's Eve when it ends something, a day in June when it begins: only the years matter here.</summary>
    private static Date Day(int year) => new() { Year = year, Month = 6, Day = 30 };
}
