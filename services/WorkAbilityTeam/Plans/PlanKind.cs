using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>How plans change: a new version, or the client's answer to the newest.</summary>
internal sealed class PlanKind(PermissionState permissions, UnitOfWork unitOfWork) : AggregateKind<SupportPlan, Plan>(unitOfWork)
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
        var now = change.Now;
        if (before is null)
        {
            commit.Add(PlanStore.SupportPlanRow.Insert(now, now.Current.Number));
        }
        else
        {
            commit.Change(before, PlanStore.Update(now));
        }

        if (before?.Current.Number == now.Current.Number)
        {
            commit.Add(PlanStore.Answer(now));
        }
        else
        {
            commit.Add(PlanStore.PlanVersionRow.Insert(now.Current, now.Id));
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Plan> ShowAsync(SupportPlan now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}
