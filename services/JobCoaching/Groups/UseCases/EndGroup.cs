namespace Tyokyky.JobCoaching.Groups;

/// <summary>Ends a group.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EndGroup(GroupChanges groups, Database database, IBusinessClock clock)
{
    public Task<EndGroupResponse> Handle(EndGroupRequest request, Call call)
    {
        return groups.ChangeAsync(
            request,
            call,
            GroupStore.Whole(Guid.Parse(request.GroupId)),
            async (group, commit) =>
            {
                var use = (await database.OneAsync(GroupStore.Use(group.Id), call.Cancel))!;
                var ended = group.End(clock.DayOrToday("ended_on", request.EndedOn), use.HasPlanned, use.LastSession);
                commit.Lock(GroupStore.Lock(group.Id)).GuardAbsence(GroupStore.PlannedIn(group.Id));
                return ended;
            },
            group => new EndGroupResponse { Group = group });
    }
}
