namespace Tyokyky.JobCoaching.Groups;

/// <summary>How groups change with their memberships, and what others are told of it.</summary>
internal sealed class GroupChanges(UnitOfWork unitOfWork) : AggregateKind<CoachingGroup, Proto.CoachingGroup>(unitOfWork)
{
    protected override Guid? ClientOf(CoachingGroup found) => found.Member?.Client.Id;

    protected override ValueTask<Relation> RelationAsync(CoachingGroup found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<CoachingGroup> WriteAsync(Commit commit, CoachingGroup? before, Change<CoachingGroup> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(GroupStore.CoachingGroupRow.Insert(now));
        }
        else
        {
            commit.Change(before, GroupStore.CoachingGroupRow.Update(now));
        }

        commit.TellOf(before, now);
        if (now.Member is { } member)
        {
            var isNew = before?.Member is null;
            commit
                .Add(isNew ? GroupStore.GroupMemberRow.Insert(member) : GroupStore.GroupMemberRow.Update(member))
                .Fact(isNew ? GroupFacts.Joined(member, now) : GroupFacts.Of(member), member.Client.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.CoachingGroup> ShowAsync(CoachingGroup now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}

/// <summary>How sessions change, and what others are told of it; a change of attendance is logged on every client whom it is of.</summary>
internal sealed class GroupSessionChanges(UnitOfWork unitOfWork) : AggregateKind<GroupSession, Proto.GroupSession>(unitOfWork)
{
    protected override ValueTask<Relation> RelationAsync(GroupSession found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<GroupSession> WriteAsync(Commit commit, GroupSession? before, Change<GroupSession> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(GroupStore.GroupSessionRow.Insert(now));
        }
        else
        {
            commit.Change(before, GroupStore.GroupSessionRow.Update(now));
        }

        if (GroupFacts.Of(before, now) is { } told) { commit.Fact(told, now.GroupId.ToString()); }
        if (before is not null && now.State == GroupSessionState.Held)
        {
            commit.TellAttendance(now);
            foreach (var one in now.Attendance)
            {
                commit.Fact(GroupFacts.Of(now, one), one.Client.Id.ToString()).LogChange(one.Client.Id, now.ObjectType, now.Id);
            }
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.GroupSession> ShowAsync(GroupSession now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}
