namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>A plan's measures follow what they opened: a coaching at JobCoaching, a referral's task at Referrals.</summary>
internal sealed class PlanReactions(PlanKind plans) : IReactions
{
    private const string WithoutResult = "ended-without-result";
    private const string Completed = "completed";

    // How a task ends that is not completed. A mistake ends it too, whatever it was before.
    private static readonly string[] endsWithoutResult = ["rejected", "cancelled", "failed", "entered-in-error"];

    public FactReactions From(string source) => source switch
    {
        "coaching" => FactReactions
            .To<CoachingOpened>("FollowMeasureWhenCoachingOpened", (fact, transaction, cancel) => DoAsync(
                fact.Message.MeasureId,
                life => life with { CoachingId = Guid.Parse(fact.Message.CoachingId) },
                fact.Message.OpenedOn.ToDay(), transaction, cancel))
            .On<CoachingStarted>("StartMeasureWhenCoachingStarted", (fact, transaction, cancel) => DoAsync(
                fact.Message.MeasureId, life => life.Followed(fact.Message.StartedOn.ToDay()), fact.Message.StartedOn.ToDay(), transaction, cancel))
            .On<CoachingEnded>("EndMeasureWhenCoachingEnded", (fact, transaction, cancel) => DoAsync(
                fact.Message.MeasureId,
                life => life.Followed(fact.Message.EndedOn.ToDay(), fact.Message.Outcome, fact.Message.Outcome != WithoutResult),
                fact.Message.EndedOn.ToDay(), transaction, cancel))
            .On<CoachingReturned>("ReopenMeasureWhenCoachingReturned", (fact, transaction, cancel) => DoAsync(
                fact.Message.MeasureId, life => life.Returned(fact.Message.ReturnedOn.ToDay()), fact.Message.ReturnedOn.ToDay(), transaction, cancel))
            .On<CoachingEnteredInError>("EndMeasureWhenCoachingMistaken", (fact, transaction, cancel) => DoAsync(
                fact.Message.MeasureId,
                life => life.Mistaken(fact.Message.EnteredOn.ToDay(), WithoutResult),
                fact.Message.EnteredOn.ToDay(), transaction, cancel)),
        "referrals" => FactReactions
            .To<MeasureReferralOpened>("FollowMeasureWhenReferralOpened", (fact, transaction, cancel) => DoAsync(
                fact.Message.MeasureId,
                life => life with { ReferralId = Guid.Parse(fact.Message.ReferralId), TaskId = Guid.Parse(fact.Message.TaskId) },
                fact.Message.OpenedOn.ToDay(), transaction, cancel))
            .On<TaskStatusChanged>("FollowMeasureWhenTaskChanged", (fact, transaction, cancel) => FollowAsync(fact.Message, transaction, cancel)),
        _ => FactReactions.None,
    };

    private async Task FollowAsync(TaskStatusChanged task, FactTransaction tx, CancellationToken cancel)
    {
        var (plan, measure) = await tx.OneAsync(PlanStore.OfTask(Guid.Parse(task.TaskId)), cancel);
        if (plan == Guid.Empty)
        {
            return;
        }

        var day = FinnishTime.DayOf(task.EffectiveAt.ToDateTimeOffset());
        Func<MeasureLife, MeasureLife> follow = task.Status == "in-progress" ? life => life.Followed(day)
            : task.Status == Completed ? life => life.Followed(day, task.Outcome, task.Outcome != WithoutResult)
            : endsWithoutResult.Contains(task.Status) ? life => life.Followed(day, WithoutResult, false)
            : life => life;
        await DoAsync(plan, measure, follow, day, tx, cancel);
    }

    // A coaching that no measure of this database's opened is none of a plan's business.
    private async Task DoAsync(string measureId, Func<MeasureLife, MeasureLife> follow, DateOnly day, FactTransaction tx, CancellationToken cancel)
    {
        if (Guid.TryParse(measureId, out var measure) && await tx.OneAsync(PlanStore.OfMeasure(measure), cancel) is var plan && plan != Guid.Empty)
        {
            await DoAsync(plan, measure, follow, day, tx, cancel);
        }
    }

    private async Task DoAsync(
        Guid planId, Guid measureId, Func<MeasureLife, MeasureLife> follow, DateOnly day, FactTransaction tx, CancellationToken cancel)
    {
        var (found, lives, teamCase) = await tx.ManyAsync(PlanStore.ById(planId), PlanStore.LivesOf(planId), PlanStore.CaseOf(planId), cancel);
        var plan = found! with { Lives = lives!, Case = teamCase };
        if (plan.Follow(measureId, follow, day) is { } followed)
        {
            var commit = tx.Commit();
            await plans.ApplyAsync(commit, plan, followed);
            await commit.SaveAsync();
        }
    }
}
