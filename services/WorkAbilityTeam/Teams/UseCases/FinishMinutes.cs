namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Finishes a held meeting's minutes.</summary>
[Access(Team, Relation.Owner)]
internal sealed class FinishMinutes(MeetingKind meetings, IBusinessClock clock)
{
    public Task<FinishMinutesResponse> Handle(FinishMinutesRequest request, Call call)
    {
        var on = clock.DayOrToday("ready_on", request.ReadyOn);
        return meetings.ChangeAsync(
            request,
            call,
            MeetingStore.Whole(Guid.Parse(request.MeetingId)),
            meeting => meeting.Finish(request.Notes, on),
            meeting => new FinishMinutesResponse { Meeting = meeting });
    }
}
