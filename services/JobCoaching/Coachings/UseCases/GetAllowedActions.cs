using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Tells what the caller may do with a coaching now and, for the rest, why not: from the tables that the RPCs themselves check.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetAllowedActions(Reader reader)
{
    public Task<GetAllowedActionsResponse> Handle(GetAllowedActionsRequest request, Call call)
    {
        var id = Guid.Parse(request.CoachingId);
        return reader
            .Load(call, CoachingStore.ById(id))
            .Authorize(coaching => new AuditSubject(coaching?.Client.Id, "coaching", id), coaching => coaching?.RelationOf(call.Caller))
            .AnswerAsync((coaching, relation) => ValueTask.FromResult(new GetAllowedActionsResponse
            {
                State = coaching!.State,
                Actions = { CoachingTable.Table.Rules.Select(rule => Tell(rule.Action, coaching, relation, call)) },
                Etag = coaching.Etag,
            }));
    }

    private static AllowedAction Tell(CoachingAction action, Coaching coaching, Relation relation, Call call)
    {
        var isOpen = Access.Table.RuleOf(action.ToString()).Authorizes(call.Caller.Roles, relation) != Role.None;
        var blocked = isOpen ? CoachingTable.BlockedBy(action, coaching) ?? "" : "ROLE_NOT_ALLOWED";
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked.Length == 0,
            BlockedReason = blocked,
            ClearedBy = blocked.Length == 0 ? "" : coaching.State == CoachingState.EnteredInError ? "nobody" : "owner",
        };
    }
}
