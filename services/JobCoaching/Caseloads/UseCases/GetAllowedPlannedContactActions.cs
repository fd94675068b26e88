using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>What the caller may do with a planned contact now.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetAllowedPlannedContactActions(Reader reader)
{
    public Task<GetAllowedPlannedContactActionsResponse> Handle(GetAllowedPlannedContactActionsRequest request, Call call)
    {
        var id = Guid.Parse(request.PlannedContactId);
        return reader
            .Load(call, CaseloadStore.PlanById(id))
            .Authorize(plan => new AuditSubject(plan?.ClientId, "planned-contact", id), plan => plan?.RelationOf(call.Caller))
            .AnswerAsync((plan, relation) => ValueTask.FromResult(new GetAllowedPlannedContactActionsResponse
            {
                State = plan!.State,
                Actions = { PlannedContactTable.Table.Rules.Select(rule => Tell(rule.Action, plan, relation, call)) },
                Etag = plan.Etag,
            }));
    }

    private static AllowedAction Tell(PlannedContactAction action, ContactPlan plan, Relation relation, Call call)
    {
        var isOpen = Access.Table.RuleOf(action.ToString()).Authorizes(call.Caller.Roles, relation) != Role.None;
        var blocked = isOpen ? PlannedContactTable.BlockedBy(action, plan.State) ?? "" : "ROLE_NOT_ALLOWED";
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked.Length == 0,
            BlockedReason = blocked,
            ClearedBy = blocked.Length == 0 ? "" : isOpen ? "nobody" : "owner",
        };
    }
}
