using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Needs;
using Tyokyky.Referrals.Pathways;
using Xunit;
using PathwayStep = Tyokyky.Referrals.Pathways.PathwayStep;

namespace Tyokyky.Referrals.Tests.Pathways.Domain;

public sealed class SupportedChainTests
{
    private static readonly DateOnly start = new(2026, 3, 2);

    [Fact]
    public void Subsidised_jobs_and_work_trials_are_links_of_the_chain_beside_steps()
    {
        var chain = Chain(
            [Step("rehabilitative-work", 0, 60), Step("job-coaching", 30)],
            [Place(PlaceKinds.WorkTrial, 61, 90), Place(PlaceKinds.SubsidisedJob, 100, 200), Place(PlaceKinds.SupportedJob, 201)]);

        chain.Places.Select(place => place.Kind).ShouldBe(["rehabilitative-work", "work-trial", "pay-subsidised-work", "supported-job"]);
        chain.OpenLabourMarketSince.ShouldBeNull();
    }

    [Fact]
    public void A_job_in_the_open_labour_market_ends_the_chain_and_a_place_after_it_begins_another()
    {
        WayPlace[] way = [Place(PlaceKinds.WorkTrial, 0, 30), Place(PlaceKinds.OpenJob, 40, 80)];

        Chain([], way).ShouldSatisfyAllConditions(
            chain => chain.Places.ShouldBeEmpty(),
            chain => chain.OpenLabourMarketSince.ShouldBe(start.AddDays(40)));
        Chain([], [.. way, Place(PlaceKinds.SubsidisedJob, 90)]).Places.Count.ShouldBe(1);
        Chain([], [Place(PlaceKinds.OpenJob, 0)]).OpenLabourMarketSince.ShouldBeNull();
    }

    [Fact]
    public void What_was_recorded_in_several_ways_is_one()
    {
        DatedFact[] situation =
        [
            new(SituationKind.CurrentActivity, "work-trial", start.AddDays(2), start.AddDays(28)),
            new(SituationKind.CurrentActivity, "subsidised-work", start.AddDays(40), null),
            new(SituationKind.CurrentActivity, "studies", start.AddDays(50), null),
        ];
        var told = WayPlace.Of(situation, "1234567-1", AreaAgreements.None, start.AddDays(60));

        var chain = Chain([Step("work-trial", 0, 30)], [Place(PlaceKinds.WorkTrial, 1, 29), .. told]);

        chain.Places.Select(place => (place.Kind, place.StepId is not null)).ShouldBe([("work-trial", true), ("pay-subsidised-work", false)]);
        // Another trial later is another.
        Chain([Step("work-trial", 0, 30)], [Place(PlaceKinds.WorkTrial, 35, 60)]).Places.Count.ShouldBe(2);
    }

    [Fact]
    public void A_step_that_was_a_mistake_is_no_link() =>
        Chain([Step("rehabilitative-work", 0) with { Status = PathwayStepStatus.EnteredInError }], []).Places.ShouldBeEmpty();

    private static SupportedChain Chain(IEnumerable<PathwayStep> steps, IEnumerable<WayPlace> beside) => SupportedChain.Of(steps, beside, AreaAgreements.None);

    private static WayPlace Place(string kind, int from, int? to = null) =>
        new(kind, null, "1234567-1", kind != PlaceKinds.OpenJob, start.AddDays(from), to is { } days ? start.AddDays(days) : null);

    private static PathwayStep Step(string service, int from, int? to = null) => new()
    {
        Id = Guid.NewGuid(),
        Number = 1 + from,
        Phase = "mapping",
        Service = service,
        AddedOn = start,
        Status = to is null ? PathwayStepStatus.Started : PathwayStepStatus.Ended,
        StartedOn = start.AddDays(from),
        EndedOn = to is { } days ? start.AddDays(days) : null,
    };
}
