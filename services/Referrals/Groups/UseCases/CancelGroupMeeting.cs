using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Cancels a standing group's meeting.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class CancelGroupMeeting(GroupMeetingChange change, IBusinessClock clock)
{
    public Task<CancelGroupMeetingResponse> Handle(CancelGroupMeetingRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("meeting_id", request.MeetingId).Code("reason", request.Reason, "meeting-cancellation-reason", clock.Today).MaxLength("note", request.Note, 1000));
        return change.Do(
            request.MeetingId,
            request.Etag,
            request,
            call,
            (meeting, _) => ValueTask.FromResult(meeting.Cancel(request.Reason, request.Note, clock.Now)),
            meeting => new CancelGroupMeetingResponse { Meeting = meeting });
    }
}
