using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;
using RpcTaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;

namespace Tyokyky.SystemTests;

/// <summary>One client's whole way through all services.</summary>
public sealed class JourneyTests(Suite suite)
{
    private readonly IndicatorsService.IndicatorsServiceClient indicators = new(suite.Channel("metrics"));
    private readonly ReportsService.ReportsServiceClient reports = new(suite.Channel("metrics"));

    [Fact]
    public async Task The_loop_closes_for_everyone_who_asked()
    {
        var story = await suite.JourneyAsync();
        var referrals = new ReferralsService.ReferralsServiceClient(suite.Channel("referrals"));

        var referral = (await referrals.GetReferralAsync(new GetReferralRequest { ReferralId = story.ReferralId }, suite.As("coordinator"))).Referral;

        referral.Tasks.Select(task => task.TaskId).ShouldBe([story.CityTaskId, story.TeamTaskId], ignoreOrder: true);
        referral.Tasks.ShouldAllBe(task => task.Status == RpcTaskStatus.Completed && task.Outcome == "employed" && task.AcknowledgedAt != null);
    }

    [Theory]
    [InlineData("referrals.persons", 1)]
    [InlineData("contacts.all", 1)]
    [InlineData("tasks.all", 2)]
    [InlineData("tasks.acknowledged", 2)]
    [InlineData("team.cases-handled", 1)]
    [InlineData("team.meetings", 1)]
    [InlineData("plans.made", 1)]
    [InlineData("coaching.persons", 1)]
    [InlineData("coaching.persons-employed", 1)]
    [InlineData("coaching.relations", 2)]
    public async Task Metrics_counts_every_step_once(string indicator, int expected)
    {
        var story = await suite.JourneyAsync();
        var request = new GetIndicatorRequest { Indicator = indicator, Population = new Population { Programme = story.Programme } };

        long counted = -1;
        await Eventually.Holds(
            async () => (counted = (await indicators.GetIndicatorAsync(request, suite.As("manager"))).Figures.Where(figure => figure.Cell.Length == 0).Sum(figure => figure.Numerator)) >= expected,
            $"metrics counts {indicator}",
            seconds: 20);

        counted.ShouldBe(expected);
    }

    [Fact]
    public async Task The_destinations_report_tells_where_the_client_went()
    {
        var story = await suite.JourneyAsync();
        var request = new GetDestinationsReportRequest { Population = new Population { Programme = story.Programme } };

        GetDestinationsReportResponse report = new();
        await Eventually.Holds(async () => (report = await reports.GetDestinationsReportAsync(request, suite.As("manager"))).Relations >= 2, "metrics counts both jobs", seconds: 20);

        (report.PersonsInCoaching, report.PersonsEmployed, report.Relations, report.Coaches).ShouldBe((1L, 1L, 2L, 1L));
        (report.EmploymentCoefficient, report.RelationCoefficient).ShouldBe(("1.00", "2.00"));
        report.Rows.Where(row => row.Count > 0).Select(row => $"{row.Row} {row.Count}/{row.Denominator}").ShouldBe(
            ["company-unsubsidised 1/2", "company 1/2", "municipality-subsidised 1/2", "municipality 1/2", "all-relations 2/2", "work-trial 1/1"]);
    }

    [Fact]
    public async Task One_trace_shows_the_way_across_services_and_broker()
    {
        var story = await suite.JourneyAsync();

        foreach (var service in Suite.Services)
        {
            await Eventually.Holds(() => Task.FromResult(suite.Telemetry.Knows(service, story.Trace)), $"{service} tells of its part in the trace", seconds: 20);
        }
    }
}
