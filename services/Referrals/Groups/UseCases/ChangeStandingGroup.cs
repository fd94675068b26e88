namespace Tyokyky.Referrals.UseCases;

/// <summary>Changes a standing group's name, mandate, area and term.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class ChangeStandingGroup(StandingGroupChange change, IBusinessClock clock)
{
    public static void Validate(ChangeStandingGroupRequest request, Check check) => check.GroupTexts(request.Name, request.Mandate, request.Municipalities);

    public Task<ChangeStandingGroupResponse> Handle(ChangeStandingGroupRequest request, Call call)
    {
        return change.Do(
            request.GroupId,
            request.Etag,
            request,
            call,
            group => ValueTask.FromResult(group.Change(request.Name, request.Mandate, [.. request.Municipalities.Distinct()], request.ToDay?.ToDay(), clock.Now)),
            group => new ChangeStandingGroupResponse { Group = group });
    }
}
