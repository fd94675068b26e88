using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.FunctionalPeriods;
using Transition = Tyokyky.Records.Transition;
using Tyokyky.EventLog;

namespace Tyokyky.WorkAbilityTeam.Tests.FunctionalPeriods.Domain;

public sealed class PeriodTableTests
{
    private static readonly DateOnly monday = new(2026, 3, 2);

    public static TheoryData<string, string> EveryActionInEveryState =>
        [.. from action in Enum.GetNames<PeriodAction>() from state in Enum.GetNames<FunctionalPeriodState>() where state != "Unspecified" select (action, state)];

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told(string actionName, string stateName)
    {
        var (action, state) = (Enum.Parse<PeriodAction>(actionName), Enum.Parse<FunctionalPeriodState>(stateName));

        if (PeriodTable.Table.After(action, state) is [var after])
        {
            Do(action, In(state)).Item1.State.ShouldBe(after);
        }
        else
        {
            Should.Throw<DomainException>(() => Do(action, In(state))).Reason.ShouldBe(PeriodTable.BlockedBy(action, state));
        }
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() =>
        GeneratedPage.ShouldBe("docs/states/functional-period.md", PeriodTable.Table.Diagram(FunctionalPeriodState.Planned));

    [Fact]
    public void What_was_carried_through_was_seen_in_all_five_domains_by_a_worker()
    {
        var period = In(FunctionalPeriodState.UnderWay);
        string[] domains = ["readiness-for-work-life", "open-labour-market", "health-at-work", "social-skills", "functioning-at-work"];

        foreach (var domain in domains)
        {
            Should.Throw<DomainException>(() => period.End("completed", "", monday)).Metadata["missing"].ShouldContain(domain);
            period = period.See(PeriodAction.RecordHostFeedback, [Seen(domain, ViewGiver.Host)]).Item1;
            period = period.See(PeriodAction.RecordObservations, [Seen(domain, ViewGiver.Worker)]).Item1;
        }

        period.End("completed", "x", monday).Item1.State.ShouldBe(FunctionalPeriodState.Ended);
        In(FunctionalPeriodState.UnderWay).End("shortened", "", monday).Item1.State.ShouldBe(FunctionalPeriodState.Ended);
    }

    [Fact]
    public void What_a_giver_says_anew_of_a_domain_replaces_that_alone()
    {
        var period = In(FunctionalPeriodState.UnderWay)
            .See(PeriodAction.RecordObservations, [Seen("social-skills", ViewGiver.Worker), Seen("health-at-work", ViewGiver.Worker)]).Item1
            .See(PeriodAction.RecordClientView, [Seen("social-skills", ViewGiver.Client)]).Item1
            .See(PeriodAction.RecordObservations, [Seen("social-skills", ViewGiver.Worker) with { Level = "strength" }]).Item1;

        period.Views.Select(view => (view.Giver, view.Domain, view.Level)).ShouldBe(
        [
            (ViewGiver.Worker, "health-at-work", "manages"), (ViewGiver.Worker, "social-skills", "strength"), (ViewGiver.Client, "social-skills", "manages"),
        ]);
    }

    [Fact]
    public void The_same_workplace_is_the_same_platform_and_another_is_not()
    {
        AssessmentPeriod.PlatformOf("a", "0000003-5", "Keittiö").ShouldBe(AssessmentPeriod.PlatformOf("a", "0000003-5", " keittiö"));
        AssessmentPeriod.PlatformOf("a", "0000003-5", "Keittiö").ShouldNotBe(AssessmentPeriod.PlatformOf("a", "0000003-5", "Varasto"));
        AssessmentPeriod.PlatformOf("a", "0000003-5", "Keittiö").ShouldNotBe(AssessmentPeriod.PlatformOf("b", "0000003-5", "Keittiö"));
    }

    private static (AssessmentPeriod, Transition) Do(PeriodAction action, AssessmentPeriod period) => action switch
    {
        PeriodAction.StartFunctionalPeriod => period.Start(monday),
        PeriodAction.RecordObservations => period.See(action, [Seen("social-skills", ViewGiver.Worker)]),
        PeriodAction.RecordHostFeedback => period.See(action, [Seen("social-skills", ViewGiver.Host)]),
        PeriodAction.RecordClientView => period.See(action, [Seen("social-skills", ViewGiver.Client)]),
        PeriodAction.EndFunctionalPeriod => period.End("shortened", "", monday),
        PeriodAction.CancelFunctionalPeriod => period.Cancel("not-started", monday),
        _ => period.EnterInError("duplicate", monday),
    };

    private static DomainSeen Seen(string domain, ViewGiver giver) => new(giver, domain, "manages", "", monday, "");

    private static AssessmentPeriod In(FunctionalPeriodState state) => new()
    {
        Id = Guid.NewGuid(),
        Client = new CountedClient(Guid.NewGuid(), AgeBand._3054, "698", ""),
        Organisation = "2345678-0",
        CaseId = Guid.NewGuid(),
        PlatformType = "workshop",
        Host = "0000003-5",
        Workplace = "",
        PlatformId = Guid.NewGuid(),
        WorkTrial = true,
        CoachingOrganisation = "0000005-1",
        PlannedStart = monday,
        PlannedEnd = monday.AddDays(28),
        State = state,
        StartedOn = state is FunctionalPeriodState.UnderWay or FunctionalPeriodState.Ended ? monday : null,
    };
}
