namespace Tyokyky.Referrals.Networks;

/// <summary>Adds an agreed action to a network meeting that was held.</summary>
[Access(Workers, Leading)]
internal sealed class AddMeetingAction(NetworkMeetingKind meetings, AgreedActionMessages actions, IBusinessClock clock)
{
    public static void Validate(AddMeetingActionRequest request, Check check) => check.Within("action", request.Action, AgreedActionMessages.CheckShape);

    public Task<AddMeetingActionResponse> Handle(AddMeetingActionRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            NetworkMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            meeting => meeting.AddAction(
                () => actions.Compose(
                    "action", request.Action, AgreedActionSource.NetworkMeeting, meeting.Id, meeting.Organisation, meeting.Organisations, meeting.OnDay),
                clock.Now),
            meeting => new AddMeetingActionResponse { Meeting = meeting });
    }
}
