namespace Tyokyky.JobCoaching.Groups;

/// <summary>The group was a mistake.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EnterGroupInError(GroupChanges groups, Database database, IBusinessClock clock)
{
    public void Validate(EnterGroupInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterGroupInErrorResponse> Handle(EnterGroupInErrorRequest request, Call call)
    {
        return groups.ChangeAsync(
            request,
            call,
            GroupStore.Whole(Guid.Parse(request.GroupId)),
            async (group, commit) =>
            {
                var use = (await database.OneAsync(GroupStore.Use(group.Id), call.Cancel))!;
                var mistaken = group.EnterInError(request.Reason, request.Note, use.IsUsed, clock.Today);
                commit.Lock(GroupStore.Lock(group.Id)).GuardAbsence(GroupStore.UsesOf(group.Id));
                return mistaken;
            },
            group => new EnterGroupInErrorResponse { Group = group });
    }
}
