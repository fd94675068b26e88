namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Reads a meeting with the cases on its agenda that the caller may see.</summary>
[Access(Team, Relation.Owner)]
[Access(Partners, Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetMeeting(MeetingReader reader, MeetingView view)
{
    public async Task<GetMeetingResponse> Handle(GetMeetingRequest request, Call call)
    {
        var (meeting, held, shown) = await reader.ReadAsync(Guid.Parse(request.MeetingId), null, call);
        return new GetMeetingResponse { Meeting = view.Of(meeting, held, shown, call) };
    }
}
