namespace Tyokyky.Referrals.Groups;

/// <summary>How standing groups change: by whom one may be, what is written and told. Its members and its having meetings change it too.</summary>
internal sealed class StandingGroupKind(StandingGroupView view, UnitOfWork unitOfWork) : AggregateKind<StandingGroup, Proto.StandingGroup>(unitOfWork)
{
    protected override ValueTask<Relation> RelationAsync(StandingGroup found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<StandingGroup> WriteAsync(Commit commit, StandingGroup? before, Change<StandingGroup> change)
    {
        var (now, transition) = change;
        commit.Transition(transition);
        if (before is null)
        {
            commit.Add(StandingGroupStore.StandingGroupRow.Insert(now)).Fact(StandingGroupFacts.Founded(now), now.Id.ToString());
        }
        else
        {
            commit.Change(before, StandingGroupStore.StandingGroupRow.Update(now));
        }

        if (now.Status == StandingGroupStatus.Ended)
        {
            commit.Fact(StandingGroupFacts.Ended(now), now.Id.ToString());
        }

        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.StandingGroup> ShowAsync(StandingGroup now, Relation relation, Call call) => view.Of(now, call);
}
