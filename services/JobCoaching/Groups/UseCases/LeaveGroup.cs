namespace Tyokyky.JobCoaching.Groups;

/// <summary>A client leaves a group.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class LeaveGroup(GroupChanges groups, Database database, IBusinessClock clock)
{
    public void Validate(LeaveGroupRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "group-leave-reason", clock.CodeDay(request.LeftOn));

    public Task<LeaveGroupResponse> Handle(LeaveGroupRequest request, Call call)
    {
        GroupMember? left = null;

        return groups.ChangeAsync(
            request,
            call,
            GroupStore.OfMember(Guid.Parse(request.MemberId)),
            async (group, commit) =>
            {
                var on = clock.DayOrToday("left_on", request.LeftOn);
                var change = group.Leave(on, request.Reason, await database.OneAsync(GroupStore.LastTold(group.Member!.Id), call.Cancel));
                left = change.Group.Member;
                commit.Transition(left!.Became("left", on, request.Reason));
                return change;
            },
            group => new LeaveGroupResponse { Member = left!.ToMessage(), Etag = group.Etag });
    }
}
