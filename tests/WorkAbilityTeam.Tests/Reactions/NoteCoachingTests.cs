using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.Reactions;

public sealed class NoteCoachingTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task The_case_shows_how_the_coaching_goes_that_its_plan_led_to()
    {
        var opened = await host.OpenedAsync();
        var measure = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened, TeamHost.NewMeasure()))).Plan.Measures[0];
        var client = new ClientFacets { ClientId = opened.ClientId };
        var coaching = TeamHost.Id();

        Tell(new CoachingOpened { CoachingId = coaching, CaseId = opened.CaseId, MeasureId = measure.MeasureId, Client = client, OpenedOn = TeamHost.Day(-4) });
        await ShowsAsync(opened.CaseId, coaching, measure.MeasureId, "opened", "");
        Tell(new CoachingStarted { CoachingId = coaching, CaseId = opened.CaseId, MeasureId = measure.MeasureId, Client = client, StartedOn = TeamHost.Day(-3) });
        await ShowsAsync(opened.CaseId, coaching, measure.MeasureId, "started", "");
        Tell(new CoachingEnded { CoachingId = coaching, CaseId = opened.CaseId, MeasureId = measure.MeasureId, Client = client, EndedOn = TeamHost.Day(-1), Outcome = "employed" });
        await ShowsAsync(opened.CaseId, coaching, measure.MeasureId, "ended", "employed");

        (await host.ReadAsync(opened.CaseId)).State.ShouldBe(CaseState.Planned);

        void Tell(Google.Protobuf.IMessage fact) => host.Sources.Tell("coaching", fact, opened.ClientId);
    }

    private async Task ShowsAsync(string caseId, string coachingId, string measureId, string state, string outcome)
    {
        var expected = new CaseCoaching { CoachingId = coachingId, MeasureId = measureId, State = state, Outcome = outcome };
        await Eventually.Holds(async () => (await host.ReadAsync(caseId)).Coachings.SingleOrDefault()?.Equals(expected) == true, $"the case shows the coaching {state}");
    }
}
