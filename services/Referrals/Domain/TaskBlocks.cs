using Tyokyky.Contracts.Referrals.V1;
using static Tyokyky.Contracts.Referrals.V1.TaskStatus;

namespace Tyokyky.Referrals.Domain;

/// <summary>Why a task does not allow an action now, and who can change that: what refuses an RPC, and what GetAllowedActions tells beforehand.</summary>
internal static class TaskBlocks
{
    /// <summary>Null when the task allows the action; else the reason code that it is refused with.</summary>
    public static string? Of(TaskAction action, Referral referral, ReferralTask task) =>
        TaskTable.Table.Find(action, task.Status) is null ? ByStatus(action, task.Status) : Beside(action, referral, task);

    /// <summary>Who can clear a block: the side whose turn it is.</summary>
    public static string ClearedBy(string reason) => reason switch
    {
        "TASK_NOT_ACCEPTED" or "TASK_NOT_REJECTED" or "OUTCOME_NOT_REPORTED" or "TASK_ON_HOLD" or "TASK_NOT_ON_HOLD" or "INFORMATION_NOT_REQUESTED"
            or "CANCELLATION_PENDING" or "CANCELLATION_ALREADY_REQUESTED" or "TRANSFER_NOT_OFFERED" => "receiver",
        "CANCELLATION_NOT_REQUESTED" or "INFORMATION_ALREADY_REQUESTED" or "TASK_IS_DRAFT" or "DRAFT_INCOMPLETE" => "sender",
        "TRANSFER_ALREADY_OFFERED" => "receiver",
        _ => "nobody",
    };

    // The status allows it; what else is under way may not.
    private static string? Beside(TaskAction action, Referral referral, ReferralTask task)
    {
        var matters = task.Matters;
        return action switch
        {
            TaskAction.SubmitDraft => referral.Missing(task).Count > 0 ? "DRAFT_INCOMPLETE" : null,
            TaskAction.ReviseTask => matters.RevisedBy is null ? null : "TASK_ALREADY_REVISED",
            TaskAction.AcknowledgeOutcome => task.AcknowledgedAt is null ? null : "OUTCOME_ALREADY_ACKNOWLEDGED",
            TaskAction.RequestInformation => matters.Cancellation is not null ? "CANCELLATION_PENDING" : matters.Question is { AnsweredAt: null } ? "INFORMATION_ALREADY_REQUESTED" : null,
            TaskAction.AnswerInformation => matters.Question is { AnsweredAt: null } ? null : "INFORMATION_NOT_REQUESTED",
            TaskAction.RequestCancellation => matters.Cancellation is null ? null : "CANCELLATION_ALREADY_REQUESTED",
            TaskAction.ConfirmCancellation or TaskAction.RefuseCancellation => matters.Cancellation is null ? "CANCELLATION_NOT_REQUESTED" : null,
            TaskAction.OfferTransfer => matters.Cancellation is not null ? "CANCELLATION_PENDING" : matters.Transfer is { State: TransferState.Offered } ? "TRANSFER_ALREADY_OFFERED" : null,
            TaskAction.AcceptTransfer => matters.Transfer is not { State: TransferState.Offered } ? "TRANSFER_NOT_OFFERED" : matters.Cancellation is null ? null : "CANCELLATION_PENDING",
            TaskAction.RefuseTransfer or TaskAction.WithdrawTransfer => matters.Transfer is { State: TransferState.Offered } ? null : "TRANSFER_NOT_OFFERED",
            _ => null,
        };
    }

    private static string ByStatus(TaskAction action, TaskStatus status) => (action, status) switch
    {
        (TaskAction.UpdateDraft or TaskAction.SubmitDraft, _) => "TASK_NOT_DRAFT",
        (_, Draft) => "TASK_IS_DRAFT",
        (TaskAction.ReviseTask, _) => "TASK_NOT_REJECTED",
        (TaskAction.AcceptTask or TaskAction.RejectTask or TaskAction.CancelTask, _) => "TASK_ALREADY_DECIDED",
        (TaskAction.AcknowledgeOutcome, _) => "OUTCOME_NOT_REPORTED",
        (_, Requested) => "TASK_NOT_ACCEPTED",
        (TaskAction.StartTask, InProgress) => "TASK_ALREADY_STARTED",
        (TaskAction.ResumeTask, Accepted or InProgress) => "TASK_NOT_ON_HOLD",
        (_, OnHold) => "TASK_ON_HOLD",
        _ => "TASK_ENDED",
    };
}
