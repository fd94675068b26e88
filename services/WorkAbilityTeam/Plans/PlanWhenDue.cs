namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>The day of a plan's review has passed: that is told, once for a day.</summary>
internal sealed class TellOverdueReview(PlanKind plans, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => PlanTimers.ReviewKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var id = Guid.Parse(item.Key);
        var (found, lives, teamCase) = await database.ManyAsync(PlanStore.ById(id), PlanStore.LivesOf(id), PlanStore.CaseOf(id), cancel);
        var plan = found! with { Lives = lives!, Case = teamCase };
        var commit = unitOfWork.SystemCommit(item.Call);
        if (plan.PassDue(clock.Today) is { } passed)
        {
            await plans.ApplyAsync(commit, plan, passed);
            await commit.SaveAsync();
        }
        else if (PlanTimers.LookAt(plan.Settled(clock.Today)) is { } at && at > clock.Now)
        {
            // An operator ran it before its time.
            await commit.Due(Kind, item.Key, at).SaveAsync();
        }
    }
}
