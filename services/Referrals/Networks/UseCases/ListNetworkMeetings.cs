using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Networks;

/// <summary>Lists network meetings, the latest day first.</summary>
[Access(Workers)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListNetworkMeetings(NetworkMeetingView view, Reader reader, Database database, IBusinessClock clock)
{
    public void Validate(ListNetworkMeetingsRequest request, Check check) => check
        .OptionalCode("topic", request.Topic, "contact-topic", clock.CodeDay(request.ToDay))
        .OptionalPeriod(request.FromDay, request.ToDay);

    public async Task<ListNetworkMeetingsResponse> Handle(ListNetworkMeetingsRequest request, Call call)
    {
        var filter = new MeetingFilter(request.Status, request.Topic, request.FromDay?.ToDay(), request.ToDay?.ToDay());
        var clientId = Ids.Optional(request.ClientId);

        var isClient = call.Role == Role.Client;
        if (isClient)
        {
            call.SetAuditSubject(request.ClientId, "network-meeting", "");
            call.Authorize(clientId is { } own && call.Caller.IsClient(own) ? Relation.Client : null);
        }

        // A case manager sees other organisations' too, as far as the own one may know of them.
        var leads = !isClient && clientId is { } client && await LeadsAsync(client, call);
        var organisation = isClient ? null : call.Caller.Organisation;
        return await reader.ListAsync(
            request,
            call,
            paging => clientId is { } ofClient
                ? NetworkMeetingStore.OfClient(ofClient, organisation, leads ? clock.Today : null, filter, paging.BeforeDay(), paging.BeforeId(), paging.Limit)
                : NetworkMeetingStore.Of(call.Caller.Organisation, filter, paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            meeting => [PagingKeys.DayKey(meeting.OnDay), meeting.Id.ToString()],
            meeting => meeting.ClientId is { } shown && meeting.IsClientTold(call.Caller, Held(meeting, call, isClient, leads))
                ? new Touch(shown, meeting.ObjectType, meeting.Id.ToString())
                : null,
            async page =>
            {
                var response = new ListNetworkMeetingsResponse();
                foreach (var meeting in page)
                {
                    response.Meetings.Add(await view.Of(meeting, call, Held(meeting, call, isClient, leads)));
                }

                return response;
            });
    }

    private async Task<bool> LeadsAsync(Guid clientId, Call call)
    {
        var ties = await database.OneAsync(ClientTieStore.Of(clientId, call.Caller, clock.Today), call.Cancel);
        return (ties!.RelationOf(call.Caller) & Relation.CaseManager) != 0;
    }

    // Participants are not read with a list: what is listed for another organisation is either a case manager's or one in which it takes part.
    private static Relation Held(NetworkMeeting meeting, Call call, bool isClient, bool leads) =>
        isClient ? Relation.Client
        : meeting.RelationOf(call.Caller, Relation.None)
            | (leads ? Relation.CaseManager : Relation.None)
            | (meeting.Organisation == call.Caller.Organisation ? Relation.None : Relation.NamedParticipant);
}
