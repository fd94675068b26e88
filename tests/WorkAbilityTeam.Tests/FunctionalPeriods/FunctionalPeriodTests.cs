using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Tests.Assessments;
using static Tyokyky.WorkAbilityTeam.Tests.TeamHost;

namespace Tyokyky.WorkAbilityTeam.Tests.FunctionalPeriods;

public sealed class FunctionalPeriodTests(TeamHost host) : IClassFixture<TeamHost>
{
    private static readonly string[] domains = ["readiness-for-work-life", "open-labour-market", "health-at-work", "social-skills", "functioning-at-work"];

    [Fact]
    public async Task A_period_is_planned_seen_in_five_domains_by_three_and_ended()
    {
        var period = await StartedAsync();
        var seen = new RecordObservationsRequest { PeriodId = period.PeriodId, ObservedOn = Day(-5) };
        seen.Views.AddRange(domains.Select(View));
        var coach = new FunctionalPeriodsService.FunctionalPeriodsServiceClient(host.As(Role.Coach, City));
        var client = new FunctionalPeriodsService.FunctionalPeriodsServiceClient(host.As(Role.Client, City, "person", period.ClientId));

        await host.Periods.EndFunctionalPeriodAsync(new EndFunctionalPeriodRequest { PeriodId = period.PeriodId, Reason = "completed" }).ShouldFail(StatusCode.FailedPrecondition, "DOMAINS_INCOMPLETE");
        await host.Periods.RecordObservationsAsync(seen);
        var fed = (await coach.RecordHostFeedbackAsync(new RecordHostFeedbackRequest { PeriodId = period.PeriodId, Views = { View("social-skills") }, Reference = "palaute/1" })).Period;
        await client.RecordClientViewAsync(new RecordClientViewRequest { PeriodId = period.PeriodId, Views = { View("health-at-work") } });
        var ended = (await host.Periods.EndFunctionalPeriodAsync(new EndFunctionalPeriodRequest { PeriodId = period.PeriodId, Reason = "completed", Conclusion = "Sopii kevyeen työhön." })).Period;

        fed.Views.ShouldHaveSingleItem().Giver.ShouldBe(ViewGiver.Host);
        (fed.Withheld, ended.Withheld, ended.Views.Count).ShouldBe((true, false, 7));
        (await host.Database.FactsAsync<FunctionalPeriodStarted>(period.ClientId)).ShouldHaveSingleItem().PlatformType.ShouldBe("workshop");
        (await host.Database.FactsAsync<FunctionalPeriodEnded>(period.ClientId)).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(fact => fact.Completed.ShouldBeTrue(), fact => fact.HostFeedback.ShouldBeTrue(), fact => fact.ClientView.ShouldBeTrue());
    }

    [Fact]
    public async Task What_was_seen_is_withheld_from_who_has_no_right_to_it()
    {
        var period = await StartedAsync();
        await host.Periods.RecordObservationsAsync(new RecordObservationsRequest { PeriodId = period.PeriodId, Views = { View("social-skills") }, ObservedOn = Day(-5) });
        var request = new GetFunctionalPeriodRequest { PeriodId = period.PeriodId };
        var coordinator = new FunctionalPeriodsService.FunctionalPeriodsServiceClient(host.As(Role.Coordinator, County));
        var other = new FunctionalPeriodsService.FunctionalPeriodsServiceClient(host.As(Role.Referrer, Stranger));

        (await coordinator.GetFunctionalPeriodAsync(request)).Period.ShouldSatisfyAllConditions(one => one.Views.ShouldBeEmpty(), one => one.Withheld.ShouldBeTrue());
        await other.GetFunctionalPeriodAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        host.Permit(period.ClientId, Stranger, "health-conclusions");
        await Eventually.Holds(() => host.IsOpenAsync(() => other.GetFunctionalPeriodAsync(request)), "the period opens");
        (await other.GetFunctionalPeriodAsync(request)).Period.Views.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Periods_and_distinct_workplaces_of_a_year_are_counted_without_mistakes()
    {
        var team = new FunctionalPeriodsService.FunctionalPeriodsServiceClient(host.As(Role.TeamMember, Stranger));
        foreach (var (workplace, isMistake) in new[] { ("Keittiö", false), ("Keittiö", false), ("Varasto", false), ("Piha", true) })
        {
            var period = (await team.PlanFunctionalPeriodAsync(New(await host.OpenedAsync(Stranger), workplace))).Period;
            await team.StartFunctionalPeriodAsync(new StartFunctionalPeriodRequest { PeriodId = period.PeriodId });
            if (isMistake)
            {
                await team.EnterFunctionalPeriodInErrorAsync(new EnterFunctionalPeriodInErrorRequest { PeriodId = period.PeriodId, Reason = "duplicate" });
            }
        }

        (await team.CountFunctionalPeriodsAsync(new CountFunctionalPeriodsRequest())).Rows.ShouldHaveSingleItem()
            .ShouldBe(new FunctionalPeriodCounts { Year = Today.Year, PlatformType = "workshop", Periods = 3, Platforms = 2 });
    }

    private static DomainView View(string domain) => new() { Domain = domain, Level = "manages", Text = "Sujui hyvin." };

    private static PlanFunctionalPeriodRequest New(Case teamCase, string workplace) => new()
    {
        CaseId = teamCase.CaseId,
        PlatformType = "workshop",
        Host = City,
        Workplace = workplace,
        WorkTrial = true,
        CoachingOrganisation = City,
        PlannedStart = Day(-10),
        PlannedEnd = Day(20),
    };

    private async Task<FunctionalPeriod> StartedAsync()
    {
        var planned = (await host.Periods.PlanFunctionalPeriodAsync(New(await host.OpenedAsync(), "Verstas"))).Period;
        return (await host.Periods.StartFunctionalPeriodAsync(new StartFunctionalPeriodRequest { PeriodId = planned.PeriodId, StartedOn = Day(-10) })).Period;
    }
}
