using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.Plans;

/// <summary>What plans do by themselves in their time; this host's clock goes forward.</summary>
public sealed class PlanTimeTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_review_that_is_not_held_is_told_once_as_overdue_and_an_exemption_moves_it()
    {
        var (late, exempted) = (await WrittenAsync(), await WrittenAsync());
        var until = FinnishTime.DayOf(host.Now).AddDays(150);
        var moved = (await host.Plans.ExemptReviewAsync(new ExemptReviewRequest { PlanId = exempted.PlanId, UntilDay = until.ToDate(), Reason = "rehabilitation-period" })).Plan;
        moved.ReviewDueOn.ShouldBe(FinnishCalendar.AddBusinessDays(until, 1).ToDate());
        (await host.Database.FactsAsync<PlanReviewExempted>(exempted.ClientId)).ShouldHaveSingleItem().Reason.ShouldBe("rehabilitation-period");

        await host.MoveClockAsync(TimeSpan.FromDays(100));
        await Eventually.Holds(async () => (await host.Database.FactsAsync<PlanReviewOverdue>(late.ClientId)).Count == 1, "the review is told to be overdue");

        (await host.Database.FactsAsync<PlanReviewOverdue>(late.ClientId)).ShouldHaveSingleItem().DueOn.ShouldBe(late.ReviewDueOn);
        (await host.Plans.GetReviewScheduleAsync(new GetReviewScheduleRequest { PlanId = late.PlanId })).Standing.ShouldBe(ReviewStanding.Overdue);
        (await host.Plans.GetReviewScheduleAsync(new GetReviewScheduleRequest { PlanId = exempted.PlanId })).Standing.ShouldBe(ReviewStanding.Exempt);
        (await host.Plans.ListDueReviewsAsync(new ListDueReviewsRequest())).Reviews.ShouldHaveSingleItem().PlanId.ShouldBe(late.PlanId);

        await host.MoveClockAsync(TimeSpan.FromDays(60));
        await Eventually.Holds(async () => (await host.Database.FactsAsync<PlanReviewOverdue>(exempted.ClientId)).Count == 1, "the exempted review is told to be overdue in its turn");
        (await host.Database.FactsAsync<PlanReviewOverdue>(late.ClientId)).Count.ShouldBe(1);
        (await host.Plans.ReviewPlanAsync(new ReviewPlanRequest { PlanId = late.PlanId })).Plan.Reviews.ShouldHaveSingleItem();
        (await host.Plans.ListDueReviewsAsync(new ListDueReviewsRequest())).Reviews.ShouldHaveSingleItem().PlanId.ShouldBe(exempted.PlanId);
    }

    private async Task<Plan> WrittenAsync() => (await host.Plans.WritePlanAsync(TeamHost.NewPlan(await host.OpenedAsync()))).Plan;
}
