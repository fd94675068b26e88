using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Groups;

/// <summary>Reads a standing group's meeting with who came and what it decided.</summary>
[Access(Pickers, Relation.Owner | Relation.NamedParticipant)]
internal sealed class GetGroupMeeting(StandingGroupView view, Reader reader)
{
    public Task<GetGroupMeetingResponse> Handle(GetGroupMeetingRequest request, Call call)
    {
        var id = Guid.Parse(request.MeetingId);

        return reader
            .Load(call, GroupMeetingStore.ById(id), AgreedActionStore.OfMeeting(id), (found, decisions) => found?.With(decisions!))
            .Authorize(_ => new AuditSubject(null, "group-meeting", id), found => found?.Group.RelationOf(call.Caller))
            .AnswerAsync(async (found, _) => new GetGroupMeetingResponse { Meeting = await view.Of(found!.Meeting, found.Group, call) });
    }
}
