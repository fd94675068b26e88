namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How teams change.</summary>
internal sealed class TeamKind(UnitOfWork unitOfWork, IBusinessClock clock) : AggregateKind<WorkTeam, RegisteredTeam>(unitOfWork)
{
    protected override ValueTask<Relation> RelationAsync(WorkTeam found, Guid? part, Call call) =>
        ValueTask.FromResult(found.RelationOf(call.Caller, clock.Today));

    protected override ValueTask<WorkTeam> WriteAsync(Commit commit, WorkTeam? before, Change<WorkTeam> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(TeamStore.WorkTeamRow.Insert(now));
        }
        else
        {
            commit.Change(before, TeamStore.WorkTeamRow.Update(now));
        }

        if (!ReferenceEquals(before?.Members ?? [], now.Members))
        {
            commit.Add(TeamStore.ForgetMembers(now));
            foreach (var member in now.Members)
            {
                commit.Add(TeamStore.MemberRow.Insert(member, now.Id));
            }
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<RegisteredTeam> ShowAsync(WorkTeam now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage(relation));
}
