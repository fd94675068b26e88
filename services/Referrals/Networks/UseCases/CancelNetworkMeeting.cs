namespace Tyokyky.Referrals.Networks;

/// <summary>Cancels a network meeting.</summary>
[Access(Workers, Leading)]
internal sealed class CancelNetworkMeeting(NetworkMeetingKind meetings, IBusinessClock clock)
{
    public void Validate(CancelNetworkMeetingRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "meeting-cancellation-reason", clock.Today);

    public Task<CancelNetworkMeetingResponse> Handle(CancelNetworkMeetingRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            NetworkMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            meeting => meeting.End(NetworkMeetingAction.CancelNetworkMeeting, request.Reason, request.Note, clock.Now),
            meeting => new CancelNetworkMeetingResponse { Meeting = meeting });
    }
}
