namespace Tyokyky.JobCoaching.Groups;

/// <summary>The membership was a mistake, and what its sessions tell of it.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EnterGroupMemberInError(GroupChanges groups, IBusinessClock clock)
{
    public void Validate(EnterGroupMemberInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterGroupMemberInErrorResponse> Handle(EnterGroupMemberInErrorRequest request, Call call)
    {
        GroupMember? mistaken = null;

        return groups.ChangeAsync(
            request,
            call,
            GroupStore.OfMember(Guid.Parse(request.MemberId)),
            (group, commit) =>
            {
                var change = group.EnterMemberInError(request.Reason, clock.Today);
                mistaken = change.Group.Member! with { Present = 0, AbsentWithNotice = 0, AbsentWithoutNotice = 0 };
                commit
                    .Add(GroupStore.TakeAttendanceBack(mistaken.Id))
                    .Transition(mistaken.Became("entered-in-error", clock.Today, request.Reason, request.Note));
                return ValueTask.FromResult<Change<CoachingGroup>>(change);
            },
            group => new EnterGroupMemberInErrorResponse { Member = mistaken!.ToMessage(), Etag = group.Etag });
    }
}
