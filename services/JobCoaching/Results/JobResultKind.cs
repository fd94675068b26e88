namespace Tyokyky.JobCoaching.Results;

/// <summary>How jobs change: they end. Who records one tells of it, with what is known of the client.</summary>
internal sealed class JobResultKind(UnitOfWork unitOfWork) : AggregateKind<Job, Proto.Job>(unitOfWork)
{
    protected override Guid? ClientOf(Job found) => found.ClientId;

    protected override ValueTask<Relation> RelationAsync(Job found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<Job> WriteAsync(Commit commit, Job? before, Change<Job> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(ResultStore.JobRow.Insert(now));
        }
        else
        {
            var ended = new JobEnded { JobId = now.Id.ToString(), ClientId = now.ClientId.ToString(), Reason = now.EndReason, EndedOn = now.EndedOn?.ToDate() };
            commit.Change(before, ResultStore.JobRow.Update(now)).Fact(ended, now.ClientId.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.Job> ShowAsync(Job now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}
