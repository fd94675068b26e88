using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Coordination;

/// <summary>How named people's responsibilities change.</summary>
internal sealed class ResponsibilityKind(ResponsibilityView view, UnitOfWork unitOfWork, Database database, IBusinessClock clock)
    : AggregateKind<ResponsiblePerson, Proto.ResponsiblePerson>(unitOfWork)
{
    protected override Guid? ClientOf(ResponsiblePerson found) => found.ClientId;

    protected override async ValueTask<Relation> RelationAsync(ResponsiblePerson found, Guid? part, Call call)
    {
        var ties = await database.OneAsync(ClientTieStore.Of(found.ClientId, call.Caller, clock.Today), call.Cancel);
        return found.RelationOf(call.Caller, ties!.RelationOf(call.Caller));
    }

    protected override ValueTask<ResponsiblePerson> WriteAsync(Commit commit, ResponsiblePerson? before, Change<ResponsiblePerson> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit
                .Add(ResponsibilityStore.ResponsiblePersonRow.Insert(now))
                .OnViolation(ResponsibilityStore.OpenIndex, ResponsibilityErrors.AlreadyResponsible);
        }
        else
        {
            commit.Change(before, ResponsibilityStore.ResponsiblePersonRow.Update(now));
        }

        commit.Transition(change.Transition);
        if (now.EndReason.Length > 0)
        {
            commit.Fact(ResponsibilityFacts.Ended(now), now.ClientId.ToString());
        }

        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.ResponsiblePerson> ShowAsync(ResponsiblePerson now, Relation relation, Call call) => view.Of(now, call);
}
