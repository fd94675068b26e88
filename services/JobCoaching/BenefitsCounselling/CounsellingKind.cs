namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>How counsellings change, and what others are told of it.</summary>
internal sealed class CounsellingKind(UnitOfWork unitOfWork) : AggregateKind<Counselling, Proto.BenefitsCounselling>(unitOfWork)
{
    protected override Guid? ClientOf(Counselling found) => found.Client.Id;

    protected override ValueTask<Relation> RelationAsync(Counselling found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<Counselling> WriteAsync(Commit commit, Counselling? before, Change<Counselling> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(CounsellingStore.CounsellingRow.Insert(now));
        }
        else
        {
            commit.Change(before, CounsellingStore.CounsellingRow.Update(now));
        }

        commit.Fact(CounsellingFacts.Of(before, now), now.Client.Id.ToString()).Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.BenefitsCounselling> ShowAsync(Counselling now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}
