namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>How reviews change, and what others are told of it.</summary>
internal sealed class ReviewKind(CriteriaSets sets, UnitOfWork unitOfWork) : AggregateKind<Review, QualityReview>(unitOfWork)
{
    protected override ValueTask<Relation> RelationAsync(Review found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override async ValueTask<Review> WriteAsync(Commit commit, Review? before, Change<Review> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(QualityStore.ReviewRow.Insert(now));
        }
        else
        {
            commit.Change(before, QualityStore.ReviewRow.Update(now));
        }

        var set = await sets.OfAsync(now, commit.Call.Cancel);
        if (QualityFacts.Of(before, now, set, FinnishTime.DayOf(change.Transition.EffectiveAt)) is { } fact)
        {
            commit.Fact(fact, now.Id.ToString());
        }

        commit.Transition(change.Transition);
        return now;
    }

    protected override async ValueTask<QualityReview> ShowAsync(Review now, Relation relation, Call call) =>
        now.ToMessage(await sets.OfAsync(now, call.Cancel));
}
