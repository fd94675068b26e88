using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Agreements;

/// <summary>Who keeps what areas agree on, and how; nothing that has been relied on changes.</summary>
public sealed class AgreementTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private AgreementsService.AgreementsServiceClient Operators => new(host.As(Role.Operator));

    private AgreementsService.AgreementsServiceClient Manager => new(host.As(Role.Manager, ReferralsHost.City));

    [Fact]
    public async Task A_manager_keeps_the_rows_of_the_area_that_its_organisation_answers_for_and_of_no_other()
    {
        await Manager.AddAgreedRowAsync(Limit("091", 30)).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await AnswerAsync(ReferralsHost.City, "091");

        var row = (await Manager.AddAgreedRowAsync(Limit("091", 30))).Row;

        (row.Kind, row.Status, row.RecordedBy, row.Source).ShouldBe(("time-limit", AgreedRowStatus.Ahead, ReferralsHost.City, "Aluesopimus 1/2026"));
        var stranger = new AgreementsService.AgreementsServiceClient(host.As(Role.Manager, ReferralsHost.Stranger));
        await stranger.AddAgreedRowAsync(Limit("091", 60)).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await stranger.EndAgreedRowAsync(new EndAgreedRowRequest { RowId = row.RowId, Source = "x" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await stranger.EndAgreedRowAsync(new EndAgreedRowRequest { RowId = Guid.NewGuid().ToString(), Source = "x" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await new AgreementsService.AgreementsServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).AddAgreedRowAsync(Limit("091", 60)).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        // Kela answers for a service there too, but is no authority that agrees for the area.
        await AnswerAsync(ReferralsHost.Kela, "091", "vocational-rehabilitation");
        await new AgreementsService.AgreementsServiceClient(host.As(Role.Manager, ReferralsHost.Kela)).AddAgreedRowAsync(Limit("091", 60)).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_county_keeps_its_own_rows_once_its_municipalities_are_registered()
    {
        var county = new AgreementsService.AgreementsServiceClient(host.As(Role.Manager, ReferralsHost.Agency));
        await county.AddAgreedRowAsync(Limit(ReferralsHost.Agency, 10)).ShouldFail(StatusCode.InvalidArgument, "AREA_WITHOUT_MUNICIPALITIES");
        await Operators.AddAgreedRowAsync(Limit("5678901-2", 10)).ShouldFail(StatusCode.InvalidArgument, "AREA_UNKNOWN");
        await RegisterAsync(ReferralsHost.Agency, "wellbeing-services-county", "social-work", "261", "047");

        await county.AddAgreedRowAsync(Limit(ReferralsHost.Agency, 10));
        await Operators.AddAgreedRowAsync(Limit("047", 10, days: 9));

        (await InForceAsync("261", "time-limit", 10)).Single(row => row.Key == "task-reply").ShouldSatisfyAllConditions(
            row => row.Content.TimeLimit.BusinessDays.ShouldBe(3), row => row.Area.ShouldBe(ReferralsHost.Agency));
        // The municipality's own goes before the county's; elsewhere the default stands.
        (await InForceAsync("047", "time-limit", 10)).Single(row => row.Key == "task-reply").Content.TimeLimit.BusinessDays.ShouldBe(9);
        (await InForceAsync("698", "time-limit", 10)).Single(row => row.Key == "task-reply").ShouldSatisfyAllConditions(
            row => row.Content.TimeLimit.BusinessDays.ShouldBe(5), row => row.Area.ShouldBeEmpty());
        await RegisterAsync(ReferralsHost.Agency, "wellbeing-services-county", "social-work", "047");
        (await InForceAsync("261", "time-limit", 10)).Single(row => row.Key == "task-reply").Content.TimeLimit.BusinessDays.ShouldBe(5);
    }

    [Fact]
    public async Task A_row_that_has_begun_only_ends_and_one_ahead_is_corrected_or_withdrawn()
    {
        var begun = (await Operators.AddAgreedRowAsync(Limit("148", 0))).Row;
        begun.Status.ShouldBe(AgreedRowStatus.InForce);
        await Operators.CorrectAgreedRowAsync(Correction(begun, 20, 8)).ShouldFail(StatusCode.FailedPrecondition, "ROW_IN_FORCE");
        await Operators.EndAgreedRowAsync(new EndAgreedRowRequest { RowId = begun.RowId, Source = "x" }).ShouldFail(StatusCode.FailedPrecondition, "ROW_IN_FORCE");
        await Operators.EndAgreedRowAsync(End(begun, -1)).ShouldFail(StatusCode.InvalidArgument, "DAY_BEFORE_START");
        await Operators.AddAgreedRowAsync(Limit("148", -1)).ShouldFail(StatusCode.InvalidArgument, "VALID_FROM_PASSED");

        var overlap = await Operators.AddAgreedRowAsync(Limit("148", 30)).ShouldFail(StatusCode.FailedPrecondition, "VALIDITY_OVERLAPS");
        (overlap.Metadata["row_id"], overlap.Metadata["valid_to"]).ShouldBe((begun.RowId, ""));
        var ended = (await Operators.EndAgreedRowAsync(End(begun, 10))).Row;
        await Operators.EndAgreedRowAsync(End(begun, 20)).ShouldFail(StatusCode.FailedPrecondition, "ROW_ENDED");

        var next = (await Operators.AddAgreedRowAsync(Limit("148", 11))).Row;
        await Operators.CorrectAgreedRowAsync(Correction(next, 5, 8)).ShouldFail(StatusCode.FailedPrecondition, "VALIDITY_OVERLAPS");
        var corrected = (await Operators.CorrectAgreedRowAsync(Correction(next, 12, 8))).Row;
        await Operators.EndAgreedRowAsync(new EndAgreedRowRequest { RowId = next.RowId, Source = "Peruttu", Etag = next.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        var withdrawn = (await Operators.EndAgreedRowAsync(new EndAgreedRowRequest { RowId = next.RowId, Source = "Peruttu", Etag = corrected.Etag })).Row;
        await Operators.EndAgreedRowAsync(new EndAgreedRowRequest { RowId = next.RowId, Source = "x" }).ShouldFail(StatusCode.FailedPrecondition, "ROW_WITHDRAWN");

        (ended.ValidTo, withdrawn.Status).ShouldBe((Day(10), AgreedRowStatus.Withdrawn));
        var all = (await Operators.ListAgreedRowsAsync(new ListAgreedRowsRequest { Area = "148", WithHistory = true })).Rows;
        all.Select(row => (row.RowId, row.Source)).ShouldBe(
            [(next.RowId, "Peruttu"), (next.RowId, "Korjattu"), (next.RowId, "Aluesopimus 1/2026"), (begun.RowId, "Päätös"), (begun.RowId, "Aluesopimus 1/2026")]);
        all.Count(row => row.KnownTo is null).ShouldBe(2);
        // As it was known before it was corrected.
        var known = (await Operators.ListAgreedRowsAsync(new ListAgreedRowsRequest { Area = "148", KnownAt = next.KnownFrom })).Rows;
        known[0].ShouldSatisfyAllConditions(row => row.ValidFrom.ShouldBe(Day(11)), row => row.Content.TimeLimit.BusinessDays.ShouldBe(3));
        (await Operators.ListAgreedRowsAsync(new ListAgreedRowsRequest { Area = "148", ValidOn = Day(12) })).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_request_adds_once_and_of_two_at_once_one_is_refused()
    {
        var request = Limit("153", 5);
        request.RequestId = Guid.NewGuid().ToString();
        var first = await Operators.AddAgreedRowAsync(request);
        (await Operators.AddAgreedRowAsync(request)).ShouldBe(first);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                await Operators.AddAgreedRowAsync(Limit("165", 5));
                return "";
            }
            catch (RpcException refused)
            {
                return refused.StatusCode.ToString();
            }
        }));

        both.Order().ShouldBe(["", "FailedPrecondition"]);
        (await Operators.ListAgreedRowsAsync(new ListAgreedRowsRequest { Area = "153" })).Rows.ShouldHaveSingleItem();
        await Operators.AddAgreedRowAsync(new AddAgreedRowRequest(Limit("169", 5)) { ValidateOnly = true });
        (await Operators.ListAgreedRowsAsync(new ListAgreedRowsRequest { Area = "169" })).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_no_kind_can_say_is_refused_by_its_field()
    {
        await RefusedAsync(Row("task-answer", new() { TimeLimit = new() { BusinessDays = 3 } }), "KEY_UNKNOWN", "key");
        await RefusedAsync(Row("task-reply", new() { TimeLimit = new() }), "NUMBER_OUT_OF_RANGE", "content.time_limit.business_days");
        await RefusedAsync(Row("task-reply", new()), "CONTENT_MISSING", "content");
        await RefusedAsync(Row("task-reply", new() { TimeLimit = new() }, none: true), "NONE_NOT_POSSIBLE", "none");
        await RefusedAsync(Row("find-work", new() { ServiceNeed = new() { Services = { "coordination", "no-such" } } }), "UNKNOWN_CODE", "content.service_need.services[1]");
        await RefusedAsync(Row("find-work", new() { ServiceNeed = new() { Services = { "coordination" } } }, none: true), "CONTENT_WITH_NONE", "content");
        await RefusedAsync(Row("no-such-need", new() { ServiceNeed = new() { Services = { "coordination" } } }), "KEY_UNKNOWN", "key");
        await RefusedAsync(Row("mental-health", new() { PathwayTemplate = new() }), "FIELD_REQUIRED", "content.pathway_template.steps");
        await RefusedAsync(Row("mental-health", new() { PathwayTemplate = new() { Steps = { Step("a"), Step("a") } } }), "STEP_TWICE", "content.pathway_template.steps[1].step");
        await RefusedAsync(Row("mental-health", new() { PathwayTemplate = new() { Steps = { Step("a", "b"), Step("b") } } }), "STEP_UNKNOWN", "content.pathway_template.steps[0].after");
        await RefusedAsync(Row("late-rule", new() { ScreeningRule = Rule("guess", "x") }), "CONDITION_UNKNOWN", "content.screening_rule.condition");
        await RefusedAsync(Row("late-rule", new() { ScreeningRule = Rule("unemployed-months", "x") }), "CODES_NOT_COUNTED", "content.screening_rule.codes");
        await RefusedAsync(Row("contact-topic/rehabilitation", new() { Code = Labels() }), "CODE_TAKEN", "key");
        await RefusedAsync(Row("organisation-kind/court", new() { Code = Labels() }), "KEY_UNKNOWN", "key");
        await RefusedAsync(Row("contact-topic/Transport", new() { Code = Labels() }), "KEY_UNKNOWN", "key");
        await RefusedAsync(Row("case-manager", new() { CaseloadLimit = new() { ClientsPerFullTime = -1 } }), "NUMBER_OUT_OF_RANGE", "content.caseload_limit.clients_per_full_time");
        await RefusedAsync(Row("spaceship", new() { SupportedPlace = new() }), "KEY_UNKNOWN", "key");
        var row = (await Operators.AddAgreedRowAsync(Limit("172", 9))).Row;
        var other = Correction(row, 9, 1);
        other.Content = new() { SupportedPlace = new() };
        await Operators.CorrectAgreedRowAsync(other).ShouldFail(StatusCode.InvalidArgument, "CONTENT_OF_ANOTHER_KIND");
    }

    [Fact]
    public async Task What_was_decided_by_an_older_copy_is_decided_anew()
    {
        // As another replica would: past this one's memory.
        await Operators.AddAgreedRowAsync(Limit("178", 0, days: 7));
        await host.Database.ExecuteAsync("UPDATE agreement SET text = '{ \"timeLimit\": { \"businessDays\": 2 } }' WHERE area = '178'; UPDATE agreement_number SET number = number + 1");
        var request = host.NewReferral();
        request.NewClient.Municipality = "178";

        var taskId = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.Tasks[0].TaskId;

        (await host.Database.ScalarAsync<DateOnly>($"SELECT due_on FROM task WHERE id = '{taskId}'")).ShouldBe(FinnishCalendar.AddBusinessDays(FinnishTime.DayOf(host.Now), 2));
    }

    private async Task RefusedAsync(AddAgreedRowRequest request, string reason, string field) =>
        (await Operators.AddAgreedRowAsync(request).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);

    private async Task<IEnumerable<AgreedRow>> InForceAsync(string municipality, string kind, int day) =>
        (await Manager.ListAgreementsInForceAsync(new ListAgreementsInForceRequest { Municipality = municipality, Kind = kind, ValidOn = Day(day) })).Rows;

    private async Task AnswerAsync(string organisation, string municipality, string service = "coordination") =>
        await new OrganisationsService.OrganisationsServiceClient(host.As(Role.Operator)).RegisterAreaAsync(
            new RegisterAreaRequest { OrganisationId = organisation, Municipalities = { municipality }, Services = { service }, ValidFrom = Day(-10) });

    private async Task RegisterAsync(string id, string kind, string service, params string[] municipalities) =>
        await new OrganisationsService.OrganisationsServiceClient(host.As(Role.Operator)).RegisterOrganisationAsync(
            new RegisterOrganisationRequest { OrganisationId = id, Name = "Alue", Kind = kind, Services = { service }, Municipalities = { municipalities } });

    private AddAgreedRowRequest Row(string key, AgreedContent content, bool none = false) =>
        new() { Area = "176", Key = key, Content = content, None = none, ValidFrom = Day(3), Source = "Aluesopimus 1/2026" };

    private AddAgreedRowRequest Limit(string area, int from, int days = 3) => new()
    {
        Area = area,
        Key = "task-reply",
        Content = new AgreedContent { TimeLimit = new AgreedTimeLimit { BusinessDays = days } },
        ValidFrom = Day(from),
        Source = "Aluesopimus 1/2026",
    };

    private CorrectAgreedRowRequest Correction(AgreedRow row, int from, int days) => new()
    {
        RowId = row.RowId,
        Content = new AgreedContent { TimeLimit = new AgreedTimeLimit { BusinessDays = days } },
        ValidFrom = Day(from),
        Source = "Korjattu",
    };

    private EndAgreedRowRequest End(AgreedRow row, int day) => new() { RowId = row.RowId, ValidTo = Day(day), Source = "Päätös" };

    private static PathwayTemplateStep Step(string name, params string[] after) =>
        new() { Step = name, Phase = "mapping", Service = "coordination", BusinessDays = 5, Responsible = "municipality", After = { after } };

    private static AgreedScreeningRule Rule(string condition, string code) => new()
    {
        Condition = condition,
        Codes = { code },
        Threshold = 1,
        Services = { "coordination" },
        TextFi = "Sääntö",
        TextSv = "Regel",
        TextEn = "Rule",
    };

    private static AgreedCode Labels() => new() { LabelFi = "Kuljetus", LabelSv = "Transport", LabelEn = "Transport" };

    private Date Day(int days) => FinnishTime.DayOf(host.Now).AddDays(days).ToDate();
}
