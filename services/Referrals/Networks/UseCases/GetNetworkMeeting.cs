namespace Tyokyky.Referrals.Networks;

/// <summary>Reads a network meeting with its participants and actions.</summary>
[Access(Workers, Shared)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetNetworkMeeting(NetworkMeetingView view, MeetingRelations relations, Reader reader)
{
    public Task<GetNetworkMeetingResponse> Handle(GetNetworkMeetingRequest request, Call call)
    {
        var id = Guid.Parse(request.MeetingId);

        return reader
            .Load(
                call,
                NetworkMeetingStore.ById(id),
                NetworkMeetingStore.ParticipantsOf(id),
                AgreedActionStore.OfMeeting(id),
                (meeting, participants, actions) => meeting is null ? null : meeting with { Participants = participants!, Actions = actions! })
            .Authorize(
                meeting => new AuditSubject(meeting?.ClientId, "network-meeting", id),
                async meeting => meeting is null ? (Relation?)null : await relations.OfAsync(meeting, call))
            .AnswerAsync(
                async (meeting, held) => new GetNetworkMeetingResponse { Meeting = await view.Of(meeting!, call, held) },
                (meeting, held) => meeting!.IsClientTold(call.Caller, held));
    }
}
