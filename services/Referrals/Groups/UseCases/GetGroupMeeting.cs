namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a standing group's meeting with who came and what it decided.</summary>
[Access(Pickers, Relation.Owner | Relation.NamedParticipant)]
internal sealed class GetGroupMeeting(StandingGroupView view, Database database)
{
    public async Task<GetGroupMeetingResponse> Handle(GetGroupMeetingRequest request, Call call)
    {
        var id = Guid.Parse(request.MeetingId);

        var (meeting, group, decisions) = await database.ManyAsync(GroupMeetingStore.ById(id), StandingGroupStore.OfMeeting(id), AgreedActionStore.OfMeeting(id), call.Cancel);
        call.Authorize(meeting, group?.RelationOf(call.Caller));

        return new GetGroupMeetingResponse { Meeting = await view.Of(meeting with { Decisions = decisions! }, group!, call) };
    }
}
