namespace Tyokyky.Referrals.UseCases;

/// <summary>Ends a standing group with its memberships.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class EndStandingGroup(StandingGroupChange change, IBusinessClock clock)
{
    public Task<EndStandingGroupResponse> Handle(EndStandingGroupRequest request, Call call)
    {
        var on = clock.DayOrToday("ended_on", request.EndedOn);
        return change.Do(request.GroupId, request.Etag, request, call, group => ValueTask.FromResult(group.End(on)), group => new EndStandingGroupResponse { Group = group });
    }
}
