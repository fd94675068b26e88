using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.Reactions;

public sealed class OpenCoachingTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task A_coaching_measure_opens_a_coaching_at_its_provider()
    {
        var measure = CoachingHost.NewMeasure();
        host.Sources.Tell("team", measure, measure.Client.ClientId);

        var opened = await host.CoachingOfAsync(measure.MeasureId);

        (opened.ClientId, opened.Organisation, opened.CaseId, opened.State).ShouldBe((measure.Client.ClientId, measure.Provider, measure.CaseId, CoachingState.Open));
        opened.OpenedOn.ShouldBe(measure.AgreedOn);
        var fact = (await host.Database.FactsAsync<CoachingOpened>(opened.ClientId)).ShouldHaveSingleItem();
        (fact.CoachingId, fact.MeasureId, fact.CaseId, fact.Organisation).ShouldBe((opened.CoachingId, measure.MeasureId, measure.CaseId, measure.Provider));
        fact.Client.ShouldBe(measure.Client);
        (await host.Database.ScalarAsync<string>($"SELECT actor || ' ' || to_state FROM transition WHERE object_id = '{opened.CoachingId}'")).ShouldBe("system open");
    }

    [Fact]
    public async Task A_measure_told_twice_opens_one_coaching_and_another_kind_none()
    {
        var (measure, other) = (CoachingHost.NewMeasure(), CoachingHost.NewMeasure(kind: "health-check"));
        host.Sources.Tell("team", other, other.Client.ClientId);
        host.Sources.Tell("team", measure, measure.Client.ClientId);
        host.Sources.Tell("team", measure, measure.Client.ClientId);
        await host.OpenedAsync();

        (await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { MeasureId = measure.MeasureId })).Coachings.ShouldHaveSingleItem();
        (await host.Database.FactsAsync<CoachingOpened>(measure.Client.ClientId)).ShouldHaveSingleItem();
        (await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { MeasureId = other.MeasureId })).Coachings.ShouldBeEmpty();
    }
}
