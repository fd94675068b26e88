namespace Tyokyky.JobCoaching.Coachings;

/// <summary>How coachings change, and what others are told of it.</summary>
internal sealed class CoachingKind(UnitOfWork unitOfWork, EmployerLog log) : AggregateKind<Coaching, Proto.Coaching>(unitOfWork)
{
    protected override Guid? ClientOf(Coaching found) => found.Client.Id;

    protected override ValueTask<Relation> RelationAsync(Coaching found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override async ValueTask<Coaching> WriteAsync(Commit commit, Coaching? before, Change<Coaching> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(CoachingStore.CoachingRow.Insert(now));
        }
        else
        {
            commit.Change(before, CoachingStore.CoachingRow.Update(now));
        }

        if (now.Contact is { } contact)
        {
            commit.Add(CoachingStore.CoachContactRow.Update(contact));
        }

        foreach (var fact in CoachingFacts.Of(before, now, change.Transition))
        {
            commit.Fact(fact, now.Client.Id.ToString());
        }

        if (now.State == CoachingState.EnteredInError)
        {
            await log.TakeBackAsync(commit, now);
        }

        commit.Transition(change.Transition);
        return now;
    }

    protected override ValueTask<Proto.Coaching> ShowAsync(Coaching now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}
