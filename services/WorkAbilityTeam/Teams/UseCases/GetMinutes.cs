namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>The minutes of a meeting as a page to print.</summary>
[Access(Team, Relation.Owner)]
[Access(Partners, Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetMinutes(MeetingReader reader, MeetingView view, IBusinessClock clock)
{
    public async Task<GetMinutesResponse> Handle(GetMinutesRequest request, Call call)
    {
        var (meeting, held, shown) = await reader.ReadAsync(Guid.Parse(request.MeetingId), Ids.Optional(request.CaseId), call);
        if (MeetingTable.BlockedBy(MeetingAction.GetMinutes, meeting.State) is { } blocked)
        {
            throw MeetingErrors.Blocked(blocked, meeting);
        }

        return new GetMinutesResponse
        {
            Html = new MinutesPage(call.Language, clock.Today).Of(view.Of(meeting, held, shown, call)),
            Language = call.Language,
        };
    }
}
