namespace Tyokyky.Referrals.Networks;

/// <summary>Records that a network meeting was held, with what it agreed on.</summary>
[Access(Workers, Leading)]
internal sealed class HoldNetworkMeeting(NetworkMeetingKind meetings, MeetingPeople people, AgreedActionMessages actions, IBusinessClock clock)
{
    public void Validate(HoldNetworkMeetingRequest request, Check check) => check
        .Each(
            "added_participants",
            request.AddedParticipants,
            (each, participant) => MeetingPeople.CheckShape(each, participant, clock.CodeDay(request.HeldOn)))
        .Each("actions", request.Actions, AgreedActionMessages.CheckShape);

    public Task<HoldNetworkMeetingResponse> Handle(HoldNetworkMeetingRequest request, Call call)
    {
        var on = clock.DayOrToday("held_on", request.HeldOn);
        return meetings.ChangeAsync(
            request,
            call,
            NetworkMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            async meeting => await HoldAsync(meeting, request, on, call),
            meeting => new HoldNetworkMeetingResponse { Meeting = meeting });
    }

    private async Task<(NetworkMeeting Meeting, Transition Transition)> HoldAsync(
        NetworkMeeting meeting, HoldNetworkMeetingRequest request, DateOnly on, Call call)
    {
        var added = await people.ResolveAsync("added_participants", request.AddedParticipants, call);
        var (next, transition) = meeting.Hold(
            new HeldMeeting(on, request.Mode, request.Minutes, request.ClientPart, request.AbsentNumbers, added, request.Results));
        Check.Shape(check => check.Specified("mode", next.Plan.Mode));
        var agreed = request.Actions.Index().Select(given =>
            actions.Compose(
                $"actions[{given.Index}]",
                given.Item,
                AgreedActionSource.NetworkMeeting,
                meeting.Id,
                meeting.Organisation,
                next.Organisations,
                on,
                given.Index));
        return (next with { Actions = [.. agreed] }, transition);
    }
}
