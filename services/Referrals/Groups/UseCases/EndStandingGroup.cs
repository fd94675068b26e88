namespace Tyokyky.Referrals.Groups;

/// <summary>Ends a standing group with its memberships.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class EndStandingGroup(StandingGroupKind groups, IBusinessClock clock)
{
    public Task<EndStandingGroupResponse> Handle(EndStandingGroupRequest request, Call call)
    {
        var on = clock.DayOrToday("ended_on", request.EndedOn);
        return groups.ChangeAsync(
            request,
            call,
            StandingGroupStore.Whole(Guid.Parse(request.GroupId)),
            group => group.End(on),
            group => new EndStandingGroupResponse { Group = group });
    }
}
