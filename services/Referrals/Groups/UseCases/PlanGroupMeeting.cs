namespace Tyokyky.Referrals.UseCases;

/// <summary>Plans a meeting of a standing group anew.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class PlanGroupMeeting(GroupMeetingChange change, IBusinessClock clock)
{
    public void Validate(PlanGroupMeetingRequest request, Check check) => check.GroupPlan(request.Plan, clock.Today);

    public Task<PlanGroupMeetingResponse> Handle(PlanGroupMeetingRequest request, Call call)
    {
        var plan = request.Plan.ToPlan(clock.Today);
        return change.Do(
            request.MeetingId, request.Etag, request, call, (meeting, _) => ValueTask.FromResult(meeting.PlanAnew(plan, clock.Now)), meeting => new PlanGroupMeetingResponse { Meeting = meeting });
    }
}
