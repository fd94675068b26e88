namespace Tyokyky.Referrals.Groups;

/// <summary>A standing group's meeting was recorded by mistake, and so were its decisions.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class EnterGroupMeetingInError(GroupMeetingKind meetings, IBusinessClock clock)
{
    public void Validate(EnterGroupMeetingInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterGroupMeetingInErrorResponse> Handle(EnterGroupMeetingInErrorRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            GroupMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            found => found.After(found.Meeting.EnterInError(request.Reason, clock.Today, clock.Now)),
            meeting => new EnterGroupMeetingInErrorResponse { Meeting = meeting });
    }
}
