namespace Tyokyky.Referrals.Groups;

/// <summary>Changes a standing group's name, mandate, area and term.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class ChangeStandingGroup(StandingGroupKind groups, IBusinessClock clock)
{
    public static void Validate(ChangeStandingGroupRequest request, Check check) => check.Municipalities("municipalities", request.Municipalities);

    public Task<ChangeStandingGroupResponse> Handle(ChangeStandingGroupRequest request, Call call)
    {
        return groups.ChangeAsync(
            request,
            call,
            StandingGroupStore.Whole(Guid.Parse(request.GroupId)),
            group => group.Change(request.Name, request.Mandate, [.. request.Municipalities.Distinct()], request.ToDay?.ToDay(), clock.Now),
            group => new ChangeStandingGroupResponse { Group = group });
    }
}
