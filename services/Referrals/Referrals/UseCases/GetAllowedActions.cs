using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Tells what the caller may do with a task now and, for the rest, why not: from the tables that the RPCs themselves check.</summary>
[Access(Role.Client, Relation.Client)]
[Access(Workers, Relation.Sender | Relation.Receiver | Relation.NamedParticipant | Relation.Asked)]
internal sealed class GetAllowedActions(Reader reader, IBusinessClock clock)
{
    public Task<GetAllowedActionsResponse> Handle(GetAllowedActionsRequest request, Call call)
    {
        var taskId = Guid.Parse(request.TaskId);

        return reader
            .Load(call, ReferralStore.ByTask(taskId), ReferralStore.TasksBeside(taskId), (referral, tasks) => referral?.Of(tasks!))
            .Authorize(
                referral => new AuditSubject(referral?.ClientId, "task", taskId),
                referral => referral?.Task(taskId).RelationOf(call.Caller))
            .AnswerAsync((referral, side) =>
            {
                var task = referral!.Task(taskId);
                // Who was only asked, and is out of it, learns nothing more of the task.
                var isOut = (side & ~Relation.Asked) == Relation.None;
                var response = isOut ? new GetAllowedActionsResponse() : new GetAllowedActionsResponse { Status = task.Status, Etag = referral.Etag };
                response.Actions.AddRange(TaskTable.Table.Rules.Select(rule => Tell(rule, referral, task, side, call, clock.Now)));
                return ValueTask.FromResult(response);
            });
    }

    private static AllowedAction Tell(
        StateRule<TaskStatus, TaskAction> rule, Referral referral, ReferralTask task, Relation side, Call call, DateTimeOffset now)
    {
        var access = Access.Table.RuleOf(rule.Action.ToString());
        var (reason, clearedBy) = (call.Caller.Roles & access.AllRoles) == 0 ? ("ROLE_NOT_ALLOWED", "nobody")
            : access.Authorizes(call.Caller.Roles, side) == Role.None ? ("NO_RELATION", rule.By == Relation.Sender ? "sender" : "receiver")
            : TaskBlocks.Of(rule.Action, referral, task, side, now) is { } blocked ? (blocked, TaskBlocks.ClearedBy(blocked))
            : ("", "");
        return new AllowedAction { Action = rule.Action.ToString(), Allowed = reason.Length == 0, BlockedReason = reason, ClearedBy = clearedBy };
    }
}
