using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Pathways;

/// <summary>What pathways do by themselves in their time; this host's clock goes forward.</summary>
public sealed class PathwayTimeTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private PathwaysService.PathwaysServiceClient Pathways => new(host.As(Role.Coordinator, ReferralsHost.City));

    [Fact]
    public async Task A_pathway_past_its_day_is_stuck_by_itself_and_escalated_and_a_period_without_a_next_step_is_warned_of()
    {
        var clientId = await host.ManagedAsync((await host.SubmittedAsync()).ClientId);
        var pathwayId = (await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = clientId, Owner = "owner", OwnerName = "Omistaja" })).Pathway.PathwayId;
        var stepId = (await Pathways.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = pathwayId, Phase = "rehabilitation", Service = "rehabilitative-work" })).StepId;
        await Pathways.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = stepId, PlannedEnd = FinnishTime.DayOf(host.Now).AddDays(60).ToDate() });

        await host.MoveClockAsync(TimeSpan.FromDays(35));
        await Eventually.Holds(async () => (await host.Database.FactsAsync<ServicePeriodEnding>(clientId)).Count == 1, "the period's end is warned of");
        await host.MoveClockAsync(TimeSpan.FromDays(27));
        await Eventually.Holds(async () => (await host.Database.FactsAsync<PathwayStuck>(clientId)).Any(fact => fact.Reason == "past-day"), "the pathway is stuck");
        await host.MoveClockAsync(TimeSpan.FromDays(14));
        await Eventually.Holds(async () => (await host.Database.FactsAsync<PathwayStuck>(clientId)).Any(fact => fact.Escalation == 2), "the pathway is escalated");

        var pathway = (await Pathways.GetPathwayAsync(new GetPathwayRequest { PathwayId = pathwayId })).Pathway;
        (pathway.StuckReason, pathway.Escalation, pathway.SupportedPlacesInARow).ShouldBe(("past-day", 2, 1));
        pathway.Steps[0].EndWarnedOn.ShouldNotBeNull();
        (await Pathways.ListPathwaysAsync(new ListPathwaysRequest { StuckOnly = true })).Pathways.ShouldHaveSingleItem().NextAction.Kind.ShouldBe("end-step");
        await Pathways.EndPathwayStepAsync(new EndPathwayStepRequest { StepId = stepId, Outcome = "need-resolved" });
        (await Pathways.ClosePathwayAsync(new ClosePathwayRequest { PathwayId = pathwayId, Reason = "need-ended" })).Pathway.StuckSince.ShouldBeNull();
    }
}
