namespace Tyokyky.JobCoaching.Groups;

/// <summary>Lists a group's sessions, latest day first, without who came.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class ListGroupSessions(Reader reader, Database database)
{
    public Task<ListGroupSessionsResponse> Handle(ListGroupSessionsRequest request, Call call)
    {
        var id = Guid.Parse(request.GroupId);
        var paging = call.Page(request);

        return reader
            .Load(call, GroupStore.ById(id))
            .Authorize(_ => new AuditSubject(null, "coaching-group", id), group => group?.RelationOf(call.Caller))
            .AnswerAsync(async (_, _) =>
            {
                var found = await database.ListAsync(GroupStore.Sessions(id, paging.BeforeDay(), paging.BeforeId(), paging.Limit), call.Cancel);
                var page = paging.Cut(found, session => [PagingKeys.DayKey(session.On), session.Id.ToString()], out var next);
                return new ListGroupSessionsResponse { Sessions = { page.Select(session => session.ToMessage()) }, NextPageToken = next };
            });
    }
}
