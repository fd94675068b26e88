using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Changes a standing group's name, mandate, area and term.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class ChangeStandingGroup(StandingGroupChange change, IBusinessClock clock)
{
    public Task<ChangeStandingGroupResponse> Handle(ChangeStandingGroupRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("group_id", request.GroupId).GroupTexts(request.Name, request.Mandate, request.Municipalities).OptionalDay("to_day", request.ToDay));
        return change.Do(
            request.GroupId,
            request.Etag,
            request,
            call,
            group => ValueTask.FromResult(group.Change(request.Name, request.Mandate, [.. request.Municipalities.Distinct()], request.ToDay?.ToDay(), clock.Now)),
            group => new ChangeStandingGroupResponse { Group = group });
    }
}
