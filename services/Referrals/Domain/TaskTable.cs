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

/// <summary>One line of the table: from which statuses, to which, by which side; and the code system of the reason, if it needs one.</summary>
internal sealed record TaskRule(TaskAction Action, TaskStatus[] From, TaskStatus To, Relation By, string? ReasonSystem = null);

/// <summary>
/// The task's states and transitions as data: the check, GetAllowedActions and the documentation read this one table.
/// Source: HL7 SDOH Clinical Care, Task for referral management. Acknowledging changes no status: it closes the loop.
/// </summary>
internal static class TaskTable
{
    private static readonly TaskStatus[] undecided = [TaskStatus.Requested];
    private static readonly TaskStatus[] going = [TaskStatus.Accepted, TaskStatus.InProgress];
    private static readonly TaskStatus[] reported = [TaskStatus.Completed, TaskStatus.Failed];

    public static IReadOnlyList<TaskRule> Rules { get; } =
    [
        new(TaskAction.AcceptTask, undecided, TaskStatus.Accepted, Relation.Receiver),
        new(TaskAction.RejectTask, undecided, TaskStatus.Rejected, Relation.Receiver, "decline-reason"),
        new(TaskAction.CancelTask, undecided, TaskStatus.Cancelled, Relation.Sender, "cancellation-reason"),
        new(TaskAction.StartTask, [TaskStatus.Accepted], TaskStatus.InProgress, Relation.Receiver),
        new(TaskAction.CompleteTask, going, TaskStatus.Completed, Relation.Receiver, "task-outcome"),
        new(TaskAction.FailTask, going, TaskStatus.Failed, Relation.Receiver, "failure-reason"),
        new(TaskAction.AcknowledgeOutcome, reported, TaskStatus.Unspecified, Relation.Sender),
    ];

    public static TaskRule RuleOf(TaskAction action) => Rules[(int)action];

    /// <summary>Null when the task's status allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(TaskAction action, ReferralTask task)
    {
        var rule = RuleOf(action);
        if (action == TaskAction.AcknowledgeOutcome && task.AcknowledgedAt is not null)
        {
            return "OUTCOME_ALREADY_ACKNOWLEDGED";
        }

        if (rule.From.Contains(task.Status))
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

    /// <summary>The HL7 code, as facts and transitions carry it.</summary>
    public static string Code(TaskStatus status) => status switch
    {
        TaskStatus.Draft => "draft",
        TaskStatus.Requested => "requested",
        TaskStatus.Accepted => "accepted",
        TaskStatus.Rejected => "rejected",
        TaskStatus.InProgress => "in-progress",
        TaskStatus.OnHold => "on-hold",
        TaskStatus.Cancelled => "cancelled",
        TaskStatus.Completed => "completed",
        TaskStatus.Failed => "failed",
        TaskStatus.EnteredInError => "entered-in-error",
        _ => "",
    };
}
