namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Records a review with each goal's attainment, and when the next one is.</summary>
[Access(Team, Relation.Owner)]
internal sealed class ReviewPlan(PlanKind plans, TimeProvider time, IBusinessClock clock)
{
    public static void Validate(ReviewPlanRequest request, Check check) =>
        check.That(request.Goals.DistinctBy(goal => goal.GoalId.ToLowerInvariant()).Count() == request.Goals.Count, "goals", "VALUE_TWICE", "each goal once");

    public Task<ReviewPlanResponse> Handle(ReviewPlanRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            PlanStore.Whole(Guid.Parse(request.PlanId)),
            plan =>
            {
                var (on, next) = (clock.DayOrToday("reviewed_on", request.ReviewedOn), request.NextReviewOn?.ToDay());
                if (next <= on)
                {
                    throw PlanErrors.NextBeforeThis("next_review_on", "the review");
                }

                var goals = request.Goals.Select(goal => new GoalRating(Guid.Parse(goal.GoalId), goal.Attainment, goal.Rater, goal.Comment));
                return plan.Review(
                    new HeldReview(Guid.CreateVersion7(time.GetUtcNow()), on, plan.Current.Number, [.. goals], request.Note, next), next);
            },
            plan => new ReviewPlanResponse { Plan = plan });
    }
}
