namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a network meeting with its participants and actions.</summary>
[Access(Workers, Shared)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetNetworkMeeting(NetworkMeetingView view, MeetingRelations relations, Database database, AccessLog accessLog)
{
    public async Task<GetNetworkMeetingResponse> Handle(GetNetworkMeetingRequest request, Call call)
    {
        var id = Guid.Parse(request.MeetingId);

        var (found, participants, actions) = await database.ManyAsync(NetworkMeetingStore.ById(id), NetworkMeetingStore.ParticipantsOf(id), AgreedActionStore.OfMeeting(id), call.Cancel);
        var meeting = found is null ? null : found with { Participants = participants!, Actions = actions! };
        var held = meeting is null ? Relation.None : await relations.OfAsync(meeting, call);
        call.SetAuditSubject(meeting?.ClientId?.ToString(), "network-meeting", request.MeetingId);
        call.Authorize(meeting, held);

        if (meeting.ClientId is { } client && meeting.IsClientTold(call.Caller, held))
        {
            await accessLog.ReadAsync(call, client, meeting.ObjectType, meeting.Id);
        }

        return new GetNetworkMeetingResponse { Meeting = await view.Of(meeting, call, held) };
    }
}
