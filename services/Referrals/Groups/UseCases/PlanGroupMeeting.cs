namespace Tyokyky.Referrals.Groups;

/// <summary>Plans a meeting of a standing group anew.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class PlanGroupMeeting(GroupMeetingKind meetings, IBusinessClock clock)
{
    public void Validate(PlanGroupMeetingRequest request, Check check) => check.GroupPlan(request.Plan, clock.Today);

    public Task<PlanGroupMeetingResponse> Handle(PlanGroupMeetingRequest request, Call call)
    {
        var plan = request.Plan.ToPlan(clock.Today);
        return meetings.ChangeAsync(
            request,
            call,
            GroupMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            found => found.After(found.Meeting.PlanAnew(plan, clock.Now)),
            meeting => new PlanGroupMeetingResponse { Meeting = meeting });
    }
}
