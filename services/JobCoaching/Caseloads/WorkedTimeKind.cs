namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>How working time changes: it is recorded once, and may have been a mistake.</summary>
internal sealed class WorkedTimeKind(UnitOfWork unitOfWork) : AggregateKind<WorkedTime, CoachTime>(unitOfWork)
{
    protected override ValueTask<Relation> RelationAsync(WorkedTime found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<WorkedTime> WriteAsync(Commit commit, WorkedTime? before, Change<WorkedTime> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(CaseloadStore.WorkedTimeRow.Insert(now)).Fact(CaseloadMessages.Recorded(now), now.Id.ToString());
        }
        else
        {
            var mistake = CaseloadMessages.Mistaken(now, FinnishTime.DayOf(change.Transition.EffectiveAt));
            commit.Change(before, CaseloadStore.WorkedTimeRow.Update(now)).Fact(mistake, now.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<CoachTime> ShowAsync(WorkedTime now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}
