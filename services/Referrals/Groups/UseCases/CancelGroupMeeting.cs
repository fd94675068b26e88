namespace Tyokyky.Referrals.Groups;

/// <summary>Cancels a standing group's meeting.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class CancelGroupMeeting(GroupMeetingKind meetings, IBusinessClock clock)
{
    public void Validate(CancelGroupMeetingRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "meeting-cancellation-reason", clock.Today);

    public Task<CancelGroupMeetingResponse> Handle(CancelGroupMeetingRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            GroupMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            found => found.After(found.Meeting.Cancel(request.Reason, request.Note, clock.Now)),
            meeting => new CancelGroupMeetingResponse { Meeting = meeting });
    }
}
