namespace Tyokyky.JobCoaching.Results;

/// <summary>How results of every kind change, and what others are told of it.</summary>
internal sealed class ResultKind(UnitOfWork unitOfWork, IResultFollowers followers, IBusinessClock clock)
    : AggregateKind<Result, Proto.Result>(unitOfWork)
{
    protected override Guid? ClientOf(Result found) => found.Client.Id;

    protected override ValueTask<Relation> RelationAsync(Result found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override async ValueTask<Result> WriteAsync(Commit commit, Result? before, Change<Result> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(ResultStore.ResultRow.Insert(now));
        }
        else
        {
            commit.Change(before, ResultStore.ResultRow.Update(now));
        }

        var told = now.At(before is null ? now.Version : before.Version + 1);
        commit
            .Add(ResultStore.ResultVersionRow.Insert(new(
                now.Id, told.Version, told.ToMessage().ToByteArray(), commit.RecordedAt, commit.Call.Caller.Subject,
                change.Transition.Reason, change.Transition.Note)))
            .Fact(ResultFacts.Of(before, now, clock.Today), now.Client.Id.ToString())
            .Transition(change.Transition);
        await followers.FollowAsync(commit, before, now);
        return now;
    }

    protected override ValueTask<Proto.Result> ShowAsync(Result now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}
