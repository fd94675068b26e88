namespace Tyokyky.JobCoaching.Groups;

/// <summary>Reads a group.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetGroup(Reader reader)
{
    public Task<GetGroupResponse> Handle(GetGroupRequest request, Call call)
    {
        var id = Guid.Parse(request.GroupId);
        return reader
            .Load(call, GroupStore.ById(id))
            .Authorize(_ => new AuditSubject(null, "coaching-group", id), group => group?.RelationOf(call.Caller))
            .AnswerAsync((group, _) => ValueTask.FromResult(new GetGroupResponse { Group = group!.ToMessage() }));
    }
}
