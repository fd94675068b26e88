using Google.Type;
using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

public sealed class ResourceTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    // Not the programme that other tests' organisations run.
    private readonly string programme = $"hanke-{CoachingHost.Id()[..8]}";

    private ResourcesService.ResourcesServiceClient Runner => new(host.As(Role.Manager, CoachingHost.City));

    private ResourcesService.ResourcesServiceClient Partner => new(host.As(Role.Coordinator, CoachingHost.Stranger));

    private ResourcesService.ResourcesServiceClient Nobody => new(host.As(Role.Manager, "0000007-8"));

    [Fact]
    public async Task Working_time_is_summed_by_day_with_grant_and_own_contribution_apart_and_partners_shares()
    {
        await ProgrammeAsync();
        await RecordAsync(Runner, Staffing("job-coach", 150, 50));
        // Half of the ten days.
        await RecordAsync(Runner, Staffing("job-coach", 50, 0, to: 5));
        await RecordAsync(Runner, Staffing("public-health-nurse", 0, 30, organisation: CoachingHost.Stranger));
        await RecordAsync(Partner, Staffing("ohjaamo-counsellor", 100, 0));
        var mistake = await RecordAsync(Runner, Staffing("other", 999, 0));
        await Runner.EnterResourceInErrorAsync(new EnterResourceInErrorRequest { ResourceId = mistake.ResourceId, Reason = "duplicate" });
        await Runner.EnterResourceInErrorAsync(new EnterResourceInErrorRequest { ResourceId = mistake.ResourceId, Reason = "other" }).ShouldFail(StatusCode.FailedPrecondition, "RESOURCE_ENTERED_IN_ERROR");

        var request = new SummariseStaffingRequest { FromDay = Day(1), ToDay = Day(10), Programme = programme };
        var summary = await Runner.SummariseStaffingAsync(request);

        summary.Days.ShouldBe(10);
        summary.Sums.Select(sum => (sum.Role, sum.Organisation, sum.GrantHundredths, sum.OwnHundredths)).ShouldBe(
            [("job-coach", CoachingHost.City, 175, 50), ("ohjaamo-counsellor", CoachingHost.Stranger, 100, 0), ("public-health-nurse", CoachingHost.Stranger, 0, 30)]);
        (await Partner.SummariseStaffingAsync(request)).Sums.ShouldHaveSingleItem().Role.ShouldBe("ohjaamo-counsellor");
        (await Nobody.SummariseStaffingAsync(request)).Sums.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_budget_stands_beside_what_it_really_cost_to_the_cent()
    {
        await ProgrammeAsync();
        await RecordAsync(Runner, new ResourceDetails(Period()) { Budget = Line("personnel", "state-grant", 1000, 0) });
        var cost = await RecordAsync(Runner, new ResourceDetails(Period()) { Cost = Line("personnel", "state-grant", 100, 1) });
        await RecordAsync(Partner, new ResourceDetails(Period()) { Cost = Line("personnel", "own", 950, 0) });
        await RecordAsync(Partner, new ResourceDetails(Period()) { Cost = Line("travel", "eu", 10, 0) });

        (await CompareAsync(1, 10)).ShouldBe([("personnel", (1000, 0), (100, 1), (950, 0), (-50, -1)), ("travel", (0, 0), (10, 0), (0, 0), (-10, 0))]);
        // Half of the days: 100.01 / 2 is 50.005, which is 50.01.
        (await CompareAsync(6, 99))[0].ShouldBe(("personnel", (500, 0), (50, 1), (475, 0), (-25, -1)));

        var corrected = (await Runner.CorrectResourceAsync(new CorrectResourceRequest
        {
            ResourceId = cost.ResourceId,
            Reason = "typing-error",
            Etag = cost.Etag,
            Details = new ResourceDetails(Period()) { Cost = Line("personnel", "state-grant", 40, 0) },
        })).Resource;
        corrected.Details.Cost.Amount.Units.ShouldBe(40);
        (await CompareAsync(1, 10))[0].ShouldBe(("personnel", (1000, 0), (40, 0), (950, 0), (10, 0)));
        (await host.TrailAsync(cost.ResourceId)).ShouldBe([">recorded ", "recorded>recorded typing-error"]);
        (await host.Database.ScalarAsync<string>($"SELECT note FROM transition WHERE object_id = '{cost.ResourceId}' AND reason = 'typing-error'")).ShouldContain("10001");
        (await host.Database.FactsAsync<ResourceCorrected>(cost.ResourceId)).ShouldHaveSingleItem().Resource.Cents.ShouldBe(4000);
        await Runner.CorrectResourceAsync(new CorrectResourceRequest { ResourceId = cost.ResourceId, Reason = "other", Details = Staffing("other", 1, 0) }).ShouldFail(StatusCode.InvalidArgument, "RESOURCE_OTHER_KIND");

        // Who runs the programme reads what its partner recorded, and does not change it; others see nothing.
        var theirs = (await Runner.ListResourcesAsync(new ListResourcesRequest { Programme = programme })).Resources.First(entry => entry.Organisation == CoachingHost.Stranger);
        theirs.Etag.ShouldBeEmpty();
        await Runner.EnterResourceInErrorAsync(new EnterResourceInErrorRequest { ResourceId = theirs.ResourceId, Reason = "other" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await Partner.ListResourcesAsync(new ListResourcesRequest { Programme = programme, Type = ResourceType.Cost })).Resources.Count.ShouldBe(2);
        (await Nobody.ListResourcesAsync(new ListResourcesRequest { Programme = programme })).Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        await RefusedAsync(Period(), "details.staffing", "FIELD_REQUIRED");
        await RefusedAsync(Staffing("wizard", 1, 0), "details.staffing.role", "UNKNOWN_CODE");
        await RefusedAsync(Staffing("other", 0, 0), "details.staffing.grant_hundredths", "FIELD_REQUIRED");
        await RefusedAsync(Staffing("other", 1, 0, organisation: "123"), "details.organisation", "BUSINESS_ID_INVALID");
        await RefusedAsync(Staffing("other", 1, 0, to: -1), "details.to_day", "PERIOD_INVALID");
        await RefusedAsync(new ResourceDetails(Staffing("other", 1, 0)) { Programme = "no-such" }, "details.programme", "PROGRAMME_UNKNOWN");
        await RefusedAsync(new ResourceDetails(Period()) { Cost = Line("personnel", "state-grant", -1, 0) }, "details.cost.amount", "MONEY_INVALID");
        await RefusedAsync(new ResourceDetails(Period()) { Budget = Line("sweets", "own", 1, 0) }, "details.budget.kind", "UNKNOWN_CODE");

        async Task RefusedAsync(ResourceDetails details, string field, string reason)
        {
            var wrong = new ResourceDetails(details) { Programme = details.Programme == programme ? "" : details.Programme };
            (await Runner.RecordResourceAsync(new RecordResourceRequest { Details = wrong }).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
        }
    }

    private async Task ProgrammeAsync()
    {
        host.Sources.Tell("referrals", new ProgrammeOpened { Programme = programme, Organisation = CoachingHost.City, FromDay = CoachingHost.Day(-400) }, programme);
        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>($"SELECT count(*) FROM known_programme WHERE programme = '{programme}' AND organisation = '{CoachingHost.City}'") == 1, "the programme is known");
    }

    private static Date Day(int day) => new DateOnly(2026, 3, 1).AddDays(day - 1).ToDate();

    private ResourceDetails Period() => new() { Programme = programme, FromDay = Day(1), ToDay = Day(10) };

    private ResourceDetails Staffing(string role, int grant, int own, string organisation = "", int to = 10) =>
        new(Period()) { Organisation = organisation, ToDay = Day(to), Staffing = new Staffing { Role = role, GrantHundredths = grant, OwnHundredths = own } };

    private static CostLine Line(string kind, string funding, long euros, int cents) =>
        new() { Kind = kind, Funding = funding, Amount = new Money { CurrencyCode = "EUR", Units = euros, Nanos = cents * 10_000_000 } };

    private static async Task<ResourceEntry> RecordAsync(ResourcesService.ResourcesServiceClient by, ResourceDetails details) =>
        (await by.RecordResourceAsync(new RecordResourceRequest { Details = details, RequestId = CoachingHost.Id() })).Resource;

    private async Task<List<(string, (long, int), (long, int), (long, int), (long, int))>> CompareAsync(int from, int to) =>
        [.. (await Runner.CompareBudgetAsync(new CompareBudgetRequest { FromDay = Day(from), ToDay = Day(to), Programme = programme })).Comparisons
            .Select(one => (one.Kind, Cents(one.Budget), Cents(one.ActualGrant), Cents(one.ActualOwn), Cents(one.Left)))];

    private static (long, int) Cents(Money money) => (money.Units, money.Nanos / 10_000_000);
}
