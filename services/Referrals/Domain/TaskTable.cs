using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using static Tyokyky.Contracts.Referrals.V1.TaskStatus;

namespace Tyokyky.Referrals.Domain;

/// <summary>What can be done with a task; the names are those of the RPCs.</summary>
internal enum TaskAction
{
    AcceptTask,
    RejectTask,
    CancelTask,
    StartTask,
    HoldTask,
    ResumeTask,
    RequestInformation,
    AnswerInformation,
    RequestCancellation,
    ConfirmCancellation,
    RefuseCancellation,
    CompleteTask,
    FailTask,
    AcknowledgeOutcome,
    EnterTaskInError,
}

/// <summary>
/// The task's states. Source: HL7 SDOH Clinical Care, Task for referral management; asking to cancel and asking for information as in BSeR.
/// Acknowledging changes no status: it closes the loop.
/// </summary>
internal static class TaskTable
{
    private static readonly TaskStatus[] going = [Accepted, InProgress];
    private static readonly TaskStatus[] taken = [Accepted, InProgress, OnHold];
    private static readonly TaskStatus[] open = [Requested, Accepted, InProgress];

    public static StateTable<TaskStatus, TaskAction> Table { get; } = new(
        "task",
        new(TaskAction.AcceptTask, [Requested], [Accepted], Relation.Receiver),
        new(TaskAction.RejectTask, [Requested], [Rejected], Relation.Receiver, "decline-reason"),
        new(TaskAction.CancelTask, [Requested], [Cancelled], Relation.Sender, "cancellation-reason"),
        new(TaskAction.StartTask, [Accepted], [InProgress], Relation.Receiver),
        new(TaskAction.HoldTask, going, [OnHold], Relation.Receiver, "hold-reason"),
        new(TaskAction.ResumeTask, [OnHold], [Accepted, InProgress], Relation.Receiver),
        new(TaskAction.RequestInformation, open, [], Relation.Receiver, "information-reason"),
        new(TaskAction.AnswerInformation, open, [], Relation.Sender),
        new(TaskAction.RequestCancellation, taken, [], Relation.Sender, "cancellation-reason"),
        new(TaskAction.ConfirmCancellation, taken, [Cancelled], Relation.Receiver),
        new(TaskAction.RefuseCancellation, taken, [], Relation.Receiver),
        new(TaskAction.CompleteTask, taken, [Completed], Relation.Receiver, "task-outcome"),
        new(TaskAction.FailTask, taken, [Failed], Relation.Receiver, "failure-reason"),
        new(TaskAction.AcknowledgeOutcome, [Completed, Failed], [], Relation.Sender),
        new(TaskAction.EnterTaskInError, [Requested, .. taken, Rejected, Cancelled, Completed, Failed], [EnteredInError], Relation.Sender, "error-reason"));

    public static StateRule<TaskStatus, TaskAction> RuleOf(TaskAction action) => Table.Rules[(int)action];

    /// <summary>Null when the task allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(TaskAction action, ReferralTask task) => Table.Find(action, task.Status) is null
        ? BlockedByStatus(action, task.Status)
        : (action, task.BusinessStatus) switch
        {
            (TaskAction.AcknowledgeOutcome, _) when task.AcknowledgedAt is not null => "OUTCOME_ALREADY_ACKNOWLEDGED",
            (TaskAction.RequestInformation, TaskBusinessStatus.InformationRequested) => "INFORMATION_ALREADY_REQUESTED",
            (TaskAction.RequestInformation, TaskBusinessStatus.CancellationRequested) => "CANCELLATION_PENDING",
            (TaskAction.AnswerInformation, not TaskBusinessStatus.InformationRequested) => "INFORMATION_NOT_REQUESTED",
            (TaskAction.RequestCancellation, TaskBusinessStatus.CancellationRequested) => "CANCELLATION_ALREADY_REQUESTED",
            (TaskAction.ConfirmCancellation or TaskAction.RefuseCancellation, not TaskBusinessStatus.CancellationRequested) => "CANCELLATION_NOT_REQUESTED",
            _ => null,
        };

    /// <summary>Who can clear a block: the side whose turn it is.</summary>
    public static string ClearedBy(string reason) => reason switch
    {
        "TASK_NOT_ACCEPTED" or "OUTCOME_NOT_REPORTED" or "TASK_ON_HOLD" or "TASK_NOT_ON_HOLD" or "INFORMATION_NOT_REQUESTED" or "CANCELLATION_PENDING" => "receiver",
        "CANCELLATION_NOT_REQUESTED" or "INFORMATION_ALREADY_REQUESTED" => "sender",
        "CANCELLATION_ALREADY_REQUESTED" => "receiver",
        _ => "nobody",
    };

    private static string BlockedByStatus(TaskAction action, TaskStatus status) => (action, status) switch
    {
        (TaskAction.AcceptTask or TaskAction.RejectTask or TaskAction.CancelTask, _) => "TASK_ALREADY_DECIDED",
        (TaskAction.AcknowledgeOutcome, _) => "OUTCOME_NOT_REPORTED",
        (_, Draft or Requested) => "TASK_NOT_ACCEPTED",
        (TaskAction.StartTask, InProgress) => "TASK_ALREADY_STARTED",
        (TaskAction.ResumeTask, Accepted or InProgress) => "TASK_NOT_ON_HOLD",
        (_, OnHold) => "TASK_ON_HOLD",
        _ => "TASK_ENDED",
    };
}
