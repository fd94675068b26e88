using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.JobCoaching.Groups;

/// <summary>Tells what the caller may do with a session now and, for the rest, why not: from the table that the RPCs themselves check.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetAllowedGroupSessionActions(Reader reader)
{
    public Task<GetAllowedGroupSessionActionsResponse> Handle(GetAllowedGroupSessionActionsRequest request, Call call)
    {
        var id = Guid.Parse(request.SessionId);
        return reader
            .Load(call, GroupStore.Session(id))
            .Authorize(_ => new AuditSubject(null, "coaching-group-session", id), found => found?.RelationOf(call.Caller))
            .AnswerAsync((found, relation) => ValueTask.FromResult(new GetAllowedGroupSessionActionsResponse
            {
                State = found!.State,
                Actions = { GroupSessionTable.Table.Rules.Select(rule => Tell(rule.Action, found, relation, call)) },
                Etag = found.Etag,
            }));
    }

    private static AllowedAction Tell(GroupSessionAction action, GroupSession found, Relation relation, Call call)
    {
        var blocked = Access.Table.RefusalOf(action.ToString(), call.Caller, relation) ?? GroupSessionTable.BlockedBy(action, found.State) ?? "";
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked.Length == 0,
            BlockedReason = blocked,
            ClearedBy = blocked switch
            {
                "" => "",
                "SESSION_NOT_HELD" => "owner",
                _ => "nobody",
            },
        };
    }
}
