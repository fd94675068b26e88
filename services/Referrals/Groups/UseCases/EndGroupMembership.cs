namespace Tyokyky.Referrals.UseCases;

/// <summary>Ends a membership in a standing group.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class EndGroupMembership(StandingGroupChange change, IBusinessClock clock)
{
    public Task<EndGroupMembershipResponse> Handle(EndGroupMembershipRequest request, Call call)
    {
        return change.Do(
            request.GroupId,
            request.Etag,
            request,
            call,
            group => ValueTask.FromResult(group.EndMembership(Guid.Parse(request.MemberId), request.ToDay?.ToDay() ?? clock.Today)),
            group => new EndGroupMembershipResponse { Group = group });
    }
}
