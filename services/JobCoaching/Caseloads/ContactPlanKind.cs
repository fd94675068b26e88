namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>How planned contacts change. Nobody else is told: what was made is told as a contact.</summary>
internal sealed class ContactPlanKind(UnitOfWork unitOfWork) : AggregateKind<ContactPlan, PlannedContact>(unitOfWork)
{
    protected override Guid? ClientOf(ContactPlan found) => found.ClientId;

    protected override ValueTask<Relation> RelationAsync(ContactPlan found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<ContactPlan> WriteAsync(Commit commit, ContactPlan? before, Change<ContactPlan> change)
    {
        if (before is null)
        {
            commit.Add(CaseloadStore.ContactPlanRow.Insert(change.Now));
        }
        else
        {
            commit.Change(before, CaseloadStore.ContactPlanRow.Update(change.Now));
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(change.Now);
    }

    protected override ValueTask<PlannedContact> ShowAsync(ContactPlan now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}
