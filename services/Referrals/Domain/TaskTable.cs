using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

/// <summary>What can be done with a task; the names are those of the RPCs.</summary>
internal enum TaskAction
{
    AcceptTask,
    RejectTask,
    CancelTask,
    StartTask,
    CompleteTask,
    FailTask,
    AcknowledgeOutcome,
}

/// <summary>
/// The task's states. Source: HL7 SDOH Clinical Care, Task for referral management. Acknowledging changes no status: it closes the loop.
/// </summary>
internal static class TaskTable
{
    private static readonly TaskStatus[] going = [TaskStatus.Accepted, TaskStatus.InProgress];

    public static StateTable<TaskStatus, TaskAction> Table { get; } = new(
        "task",
        new(TaskAction.AcceptTask, [TaskStatus.Requested], TaskStatus.Accepted, Relation.Receiver),
        new(TaskAction.RejectTask, [TaskStatus.Requested], TaskStatus.Rejected, Relation.Receiver, "decline-reason"),
        new(TaskAction.CancelTask, [TaskStatus.Requested], TaskStatus.Cancelled, Relation.Sender, "cancellation-reason"),
        new(TaskAction.StartTask, [TaskStatus.Accepted], TaskStatus.InProgress, Relation.Receiver),
        new(TaskAction.CompleteTask, going, TaskStatus.Completed, Relation.Receiver, "task-outcome"),
        new(TaskAction.FailTask, going, TaskStatus.Failed, Relation.Receiver, "failure-reason"),
        new(TaskAction.AcknowledgeOutcome, [TaskStatus.Completed, TaskStatus.Failed], null, Relation.Sender));

    public static StateRule<TaskStatus, TaskAction> RuleOf(TaskAction action) => Table.Rules[(int)action];

    /// <summary>Null when the task's status allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(TaskAction action, ReferralTask task)
    {
        if (action == TaskAction.AcknowledgeOutcome && task.AcknowledgedAt is not null)
        {
            return "OUTCOME_ALREADY_ACKNOWLEDGED";
        }

        if (Table.Find(action, task.Status) is not null)
        {
            return null;
        }

        return (action, task.Status) switch
        {
            (TaskAction.AcceptTask or TaskAction.RejectTask or TaskAction.CancelTask, _) => "TASK_ALREADY_DECIDED",
            (TaskAction.AcknowledgeOutcome, _) => "OUTCOME_NOT_REPORTED",
            (_, TaskStatus.Draft or TaskStatus.Requested) => "TASK_NOT_ACCEPTED",
            (TaskAction.StartTask, TaskStatus.InProgress) => "TASK_ALREADY_STARTED",
            (TaskAction.StartTask, TaskStatus.OnHold) => "TASK_ON_HOLD",
            (_, TaskStatus.OnHold) => "TASK_ON_HOLD",
            _ => "TASK_ENDED",
        };
    }

    /// <summary>Who can clear a block: the side whose turn it is.</summary>
    public static string ClearedBy(string reason) => reason switch
    {
        "TASK_NOT_ACCEPTED" or "OUTCOME_NOT_REPORTED" or "TASK_ON_HOLD" => "receiver",
        _ => "nobody",
    };
}
