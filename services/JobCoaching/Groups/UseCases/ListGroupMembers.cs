namespace Tyokyky.JobCoaching.Groups;

/// <summary>Lists a group's members in the order in which they joined; each is logged on the client.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class ListGroupMembers(Reader reader, Database database, AccessLog accessLog)
{
    public Task<ListGroupMembersResponse> Handle(ListGroupMembersRequest request, Call call)
    {
        var id = Guid.Parse(request.GroupId);
        var paging = call.Page(request);

        return reader
            .Load(call, GroupStore.ById(id))
            .Authorize(_ => new AuditSubject(null, "coaching-group", id), group => group?.RelationOf(call.Caller))
            .AnswerAsync(async (_, _) =>
            {
                var after = paging.After?.Day(0) ?? DateOnly.MinValue;
                var found = await database.ListAsync(GroupStore.Members(id, after, paging.AfterId(), paging.Limit), call.Cancel);
                var page = paging.Cut(found, member => [PagingKeys.DayKey(member.JoinedOn), member.Id.ToString()], out var next);
                await accessLog.ReadAsync(call, [.. page.Select(member => new Touch(member.Client.Id, "coaching-group-member", member.Id.ToString()))]);
                return new ListGroupMembersResponse { Members = { page.Select(member => member.ToMessage()) }, NextPageToken = next };
            });
    }
}
