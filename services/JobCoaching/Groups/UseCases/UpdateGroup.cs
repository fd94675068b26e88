namespace Tyokyky.JobCoaching.Groups;

/// <summary>Writes a group's name, place, capacity, leader and last day anew.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class UpdateGroup(GroupChanges groups, Database database, IBusinessClock clock)
{
    public void Validate(UpdateGroupRequest request, Check check) => check.Group(request.Details, clock);

    public Task<UpdateGroupResponse> Handle(UpdateGroupRequest request, Call call)
    {
        return groups.ChangeAsync(
            request,
            call,
            GroupStore.Whole(Guid.Parse(request.GroupId)),
            async group =>
            {
                var updated = group.Update(request.Details.ToDomain(), clock.Today);
                if (updated.Group.Told.Leader != group.Told.Leader)
                {
                    await database.RequireKnownAsync(updated.Group.Told, call);
                }

                return updated;
            },
            group => new UpdateGroupResponse { Group = group });
    }
}
