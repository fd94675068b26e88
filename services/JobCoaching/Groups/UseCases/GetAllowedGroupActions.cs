using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.JobCoaching.Groups;

/// <summary>Tells what the caller may do with a group now and, for the rest, why not: from the table that the RPCs themselves check.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetAllowedGroupActions(Reader reader)
{
    public Task<GetAllowedGroupActionsResponse> Handle(GetAllowedGroupActionsRequest request, Call call)
    {
        var id = Guid.Parse(request.GroupId);
        return reader
            .Load(call, GroupStore.ById(id))
            .Authorize(_ => new AuditSubject(null, "coaching-group", id), found => found?.RelationOf(call.Caller))
            .AnswerAsync((found, relation) => ValueTask.FromResult(new GetAllowedGroupActionsResponse
            {
                State = found!.State,
                Actions = { GroupTable.Table.Rules.Select(rule => Tell(rule.Action, found, relation, call)) },
                Etag = found.Etag,
            }));
    }

    private static AllowedAction Tell(GroupAction action, CoachingGroup found, Relation relation, Call call)
    {
        var blocked = Access.Table.RefusalOf(action.ToString(), call.Caller, relation) ?? GroupTable.BlockedBy(action, found.State) ?? "";
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked.Length == 0,
            BlockedReason = blocked,
            ClearedBy = blocked.Length == 0 ? "" : "nobody",
        };
    }
}
