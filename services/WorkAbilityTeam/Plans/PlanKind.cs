using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>How plans change: a new version, an answer, a measure's step, a review, an end; and what others are told of it.</summary>
internal sealed class PlanKind(PermissionState permissions, UnitOfWork unitOfWork, IBusinessClock clock) : AggregateKind<SupportPlan, Plan>(unitOfWork)
{
    protected override Guid? ClientOf(SupportPlan found) => found.ClientId;

    // A split of the client's ids that is not heard of must not open anything.
    protected override async ValueTask<Relation> RelationAsync(SupportPlan found, Guid? part, Call call)
    {
        if (call.Caller.OtherClientIds.Contains(found.ClientId))
        {
            await permissions.MustBeCurrentAsync(found.ClientId, call.Cancel);
        }

        return found.RelationOf(call.Caller);
    }

    protected override ValueTask<SupportPlan> WriteAsync(Commit commit, SupportPlan? before, Change<SupportPlan> change)
    {
        var now = change.Now.Settled(clock.Today);
        if (before is null)
        {
            commit.Add(PlanStore.SupportPlanRow.Insert(now, now.Current.Number));
        }
        else
        {
            commit.Change(before, PlanStore.Update(now));
        }

        if (before?.Current.Number != now.Current.Number)
        {
            commit.Add(PlanStore.PlanVersionRow.Insert(now.Current, now.Id));
        }
        else if (before.Current != now.Current)
        {
            commit.Add(PlanStore.Add(now.Id, now.Current));
        }

        foreach (var life in now.Lives)
        {
            var was = before?.Life(life.Id);
            if (was != life)
            {
                commit.Add(was is null ? PlanStore.MeasureLifeRow.Insert(life) : PlanStore.MeasureLifeRow.Update(life));
            }
        }

        PlanTimers.Set(commit, before, now);
        foreach (var fact in PlanFacts.Between(before, now))
        {
            commit.Fact(fact, now.ClientId.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Plan> ShowAsync(SupportPlan now, Relation relation, Call call) =>
        ValueTask.FromResult(PlanView.Of(now, PlanReader.Whole(relation)));
}
