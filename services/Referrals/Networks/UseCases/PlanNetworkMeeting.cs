namespace Tyokyky.Referrals.Networks;

/// <summary>Plans a network meeting anew.</summary>
[Access(Workers, Leading)]
internal sealed class PlanNetworkMeeting(NetworkMeetingKind meetings, MeetingPeople people, IBusinessClock clock)
{
    public void Validate(PlanNetworkMeetingRequest request, Check check) => check.Plan(request.Plan, hasFollowUp: false, clock.Today);

    public Task<PlanNetworkMeetingResponse> Handle(PlanNetworkMeetingRequest request, Call call)
    {
        var plan = request.Plan.ToPlan(clock.Today);
        return meetings.ChangeAsync(
            request,
            call,
            NetworkMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            async meeting =>
                meeting.PlanAnew(plan, request.Plan.ClientInvited, await people.ResolveAsync("plan.participants", request.Plan.Participants, call), clock.Now),
            meeting => new PlanNetworkMeetingResponse { Meeting = meeting });
    }
}
