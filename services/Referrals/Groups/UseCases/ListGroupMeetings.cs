using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Groups;

/// <summary>Lists a standing group's meetings, the latest day first.</summary>
[Access(Pickers, Relation.Owner | Relation.NamedParticipant)]
internal sealed class ListGroupMeetings(StandingGroupView view, Reader reader, Database database)
{
    public static void Validate(ListGroupMeetingsRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public async Task<ListGroupMeetingsResponse> Handle(ListGroupMeetingsRequest request, Call call)
    {
        var groupId = Guid.Parse(request.GroupId);
        var filter = new MeetingFilter(request.Status, "", request.FromDay?.ToDay(), request.ToDay?.ToDay());

        var group = await database.OneAsync(StandingGroupStore.ById(groupId), call.Cancel);
        call.Authorize(group, group?.RelationOf(call.Caller));

        return await reader.ListAsync(
            request,
            call,
            paging => GroupMeetingStore.Of(groupId, filter, paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            meeting => [PagingKeys.DayKey(meeting.OnDay), meeting.Id.ToString()],
            _ => null,
            async page =>
            {
                var response = new ListGroupMeetingsResponse();
                foreach (var meeting in page)
                {
                    response.Meetings.Add(await view.Of(meeting with { Participants = [] }, group, call));
                }

                return response;
            });
    }
}
