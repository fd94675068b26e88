using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Adds an agreed action to a network meeting that was held.</summary>
[Access(Workers, Leading)]
internal sealed class AddMeetingAction(NetworkMeetingChange change, AgreedActionMessages actions, IBusinessClock clock)
{
    public Task<AddMeetingActionResponse> Handle(AddMeetingActionRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("meeting_id", request.MeetingId).Required("action", request.Action).Within("action", request.Action, AgreedActionMessages.CheckShape));
        return change.Do(
            request.MeetingId,
            request.Etag,
            request,
            call,
            meeting => meeting.AddAction(
                () => actions.Compose("action", request.Action, AgreedActionSource.NetworkMeeting, meeting.Id, meeting.Organisation, meeting.Organisations, meeting.OnDay), clock.Now),
            meeting => new AddMeetingActionResponse { Meeting = meeting });
    }
}
