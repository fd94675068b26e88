namespace Tyokyky.Referrals.UseCases;

/// <summary>Cancels a standing group's meeting.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class CancelGroupMeeting(GroupMeetingChange change, IBusinessClock clock)
{
    public void Validate(CancelGroupMeetingRequest request, Check check) => check.OptionalCode("reason", request.Reason, "meeting-cancellation-reason", clock.Today);

    public Task<CancelGroupMeetingResponse> Handle(CancelGroupMeetingRequest request, Call call)
    {
        return change.Do(
            request.MeetingId,
            request.Etag,
            request,
            call,
            (meeting, _) => ValueTask.FromResult(meeting.Cancel(request.Reason, request.Note, clock.Now)),
            meeting => new CancelGroupMeetingResponse { Meeting = meeting });
    }
}
