using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Plans a meeting of a standing group anew.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class PlanGroupMeeting(GroupMeetingChange change, IBusinessClock clock)
{
    public Task<PlanGroupMeetingResponse> Handle(PlanGroupMeetingRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("meeting_id", request.MeetingId).GroupPlan(request.Plan, clock.Today));
        var plan = request.Plan.ToPlan(clock.Today);
        return change.Do(
            request.MeetingId, request.Etag, request, call, (meeting, _) => ValueTask.FromResult(meeting.PlanAnew(plan, clock.Now)), meeting => new PlanGroupMeetingResponse { Meeting = meeting });
    }
}
