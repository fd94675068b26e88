using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Tells what the caller may do with a task now and, for the rest, why not: from the tables that the RPCs themselves check.</summary>
[Access(Role.Client, Relation.Client)]
[Access(Workers, Relation.Sender | Relation.Receiver | Relation.NamedParticipant | Relation.Asked)]
internal sealed class GetAllowedActions(Database database, AccessLog accessLog, IBusinessClock clock)
{
    public async Task<GetAllowedActionsResponse> Handle(GetAllowedActionsRequest request, Call call)
    {
        var taskId = Guid.Parse(request.TaskId);

        var (referral, tasks) = await database.ManyAsync(ReferralStore.ByTask(taskId), ReferralStore.TasksBeside(taskId), call.Cancel);
        referral?.Tasks.AddRange(tasks!);
        call.SetAuditSubject(referral?.ClientId.ToString(), "task", request.TaskId);
        call.Authorize(referral, referral?.Task(taskId).RelationOf(call.Caller));

        var task = referral.Task(taskId);
        // Who was only asked, and is out of it, learns nothing more of the task.
        var isOut = (task.RelationOf(call.Caller) & ~Relation.Asked) == Relation.None;
        var response = isOut ? new GetAllowedActionsResponse() : new GetAllowedActionsResponse { Status = task.Status, Etag = referral.Etag };
        response.Actions.AddRange(TaskTable.Table.Rules.Select(rule => Tell(rule, referral, task, call, clock.Now)));
        await accessLog.ReadAsync(call, referral.ClientId, "task", taskId);
        return response;
    }

    private static AllowedAction Tell(StateRule<TaskStatus, TaskAction> rule, Referral referral, ReferralTask task, Call call, DateTimeOffset now)
    {
        var access = Access.Table.RuleOf(rule.Action.ToString());
        var side = task.RelationOf(call.Caller);
        var (reason, clearedBy) = (call.Caller.Roles & access.AllRoles) == 0 ? ("ROLE_NOT_ALLOWED", "nobody")
            : access.Authorizes(call.Caller.Roles, side) == Role.None ? ("NO_RELATION", rule.By == Relation.Sender ? "sender" : "receiver")
            : TaskBlocks.Of(rule.Action, referral, task, side, now) is { } blocked ? (blocked, TaskBlocks.ClearedBy(blocked))
            : ("", "");
        return new AllowedAction { Action = rule.Action.ToString(), Allowed = reason.Length == 0, BlockedReason = reason, ClearedBy = clearedBy };
    }
}
