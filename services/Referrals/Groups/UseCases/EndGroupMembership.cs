namespace Tyokyky.Referrals.Groups;

/// <summary>Ends a membership in a standing group.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class EndGroupMembership(StandingGroupKind groups, IBusinessClock clock)
{
    public Task<EndGroupMembershipResponse> Handle(EndGroupMembershipRequest request, Call call)
    {
        return groups.ChangeAsync(
            request,
            call,
            StandingGroupStore.Whole(Guid.Parse(request.GroupId)),
            group => group.EndMembership(Guid.Parse(request.MemberId), request.ToDay?.ToDay() ?? clock.Today),
            group => new EndGroupMembershipResponse { Group = group });
    }
}
