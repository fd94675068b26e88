namespace Tyokyky.JobCoaching.Resources;

/// <summary>How entries change, and what others are told of it.</summary>
internal sealed class ResourceChanges(UnitOfWork unitOfWork) : AggregateKind<Resource, ResourceEntry>(unitOfWork)
{
    protected override ValueTask<Relation> RelationAsync(Resource found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<Resource> WriteAsync(Commit commit, Resource? before, Change<Resource> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(ResourceStore.ResourceRow.Insert(now));
        }
        else
        {
            commit.Change(before, ResourceStore.ResourceRow.Update(now));
        }

        commit.Fact(ResourceMessages.Fact(before, now), now.Id.ToString()).Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<ResourceEntry> ShowAsync(Resource now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage(call.Caller));
}
