using static Tyokyky.Contracts.Referrals.V1.TaskStatus;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Why a task does not allow an action now, and who can change that: what refuses an RPC, and what GetAllowedActions tells beforehand.</summary>
internal static class TaskBlocks
{
    /// <summary>Null when the task allows the action; else the reason code that it is refused with.</summary>
    /// <param name="side">What the caller is to the task; none when the system acts.</param>
    /// <param name="at">When the action takes effect.</param>
    public static string? Of(TaskAction action, Referral referral, ReferralTask task, Relation side, DateTimeOffset at) =>
        TaskTable.Table.Find(action, task.Status) is null || IsOut(action, side) ? ByStatus(action, task.Status)
        : task.IsPooled && IsForOne(action) ? "TASK_NOT_ACCEPTED"
        : Beside(action, referral, task) ?? Planned(action, task.Matters, side, at);

    /// <summary>Who can clear a block: the side whose turn it is.</summary>
    public static string ClearedBy(string reason) => reason switch
    {
        "TASK_NOT_ACCEPTED" or "TASK_NOT_REJECTED" or "OUTCOME_NOT_REPORTED" or "TASK_ON_HOLD" or "TASK_NOT_ON_HOLD" or "INFORMATION_NOT_REQUESTED"
            or "CANCELLATION_PENDING" or "CANCELLATION_ALREADY_REQUESTED" or "TRANSFER_NOT_OFFERED"
            or "NOT_ON_WAIT_LIST" or "ALREADY_ON_WAIT_LIST" or "NO_APPOINTMENT" or "APPOINTMENT_NOT_OFFERED" or "APPOINTMENT_BOOKED" => "receiver",
        "CANCELLATION_NOT_REQUESTED" or "INFORMATION_ALREADY_REQUESTED" or "TASK_IS_DRAFT" or "DRAFT_INCOMPLETE" => "sender",
        "TRANSFER_ALREADY_OFFERED" => "receiver",
        "HANDOVER_NOT_PROPOSED" or "HANDOVER_NOT_AGREED" or "HANDOVER_PROPOSED_BY_YOU" => "other_side",
        _ => "nobody",
    };

    // Was asked with others, and declined or was slower.
    private static bool IsOut(TaskAction action, Relation side) =>
        action is TaskAction.AcceptTask or TaskAction.RejectTask && (side & (Relation.Asked | Relation.Receiver)) == Relation.Asked;

    // With several asked there is no one yet to ask, answer or meet.
    private static bool IsForOne(TaskAction action) => action is TaskAction.AssignTask or TaskAction.RequestInformation or TaskAction.AnswerInformation
        or TaskAction.ProposeHandover or TaskAction.AgreeHandover or TaskAction.RecordHandover;

    // The status allows it; what else is under way may not.
    private static string? Beside(TaskAction action, Referral referral, ReferralTask task)
    {
        var matters = task.Matters;
        return action switch
        {
            TaskAction.SubmitDraft => referral.Missing(task).Count > 0 ? "DRAFT_INCOMPLETE" : null,
            TaskAction.ReviseTask => matters.RevisedBy is null ? null : "TASK_ALREADY_REVISED",
            TaskAction.AcknowledgeOutcome => task.AcknowledgedAt is null ? null : "OUTCOME_ALREADY_ACKNOWLEDGED",
            TaskAction.RequestInformation => matters.Cancellation is not null ? "CANCELLATION_PENDING"
                : matters.Question is { AnsweredAt: null } ? "INFORMATION_ALREADY_REQUESTED" : null,
            TaskAction.AnswerInformation => matters.Question is { AnsweredAt: null } ? null : "INFORMATION_NOT_REQUESTED",
            TaskAction.RequestCancellation => matters.Cancellation is null ? null : "CANCELLATION_ALREADY_REQUESTED",
            TaskAction.ConfirmCancellation or TaskAction.RefuseCancellation => matters.Cancellation is null ? "CANCELLATION_NOT_REQUESTED" : null,
            TaskAction.OfferTransfer => matters.Cancellation is not null ? "CANCELLATION_PENDING"
                : matters.Transfer is { State: TransferState.Offered } ? "TRANSFER_ALREADY_OFFERED" : null,
            TaskAction.AcceptTransfer => matters.Transfer is not { State: TransferState.Offered } ? "TRANSFER_NOT_OFFERED"
                : matters.Cancellation is null ? null : "CANCELLATION_PENDING",
            TaskAction.RefuseTransfer or TaskAction.WithdrawTransfer => matters.Transfer is { State: TransferState.Offered } ? null : "TRANSFER_NOT_OFFERED",
            _ => null,
        };
    }

    private static string? Planned(TaskAction action, TaskProgress matters, Relation side, DateTimeOffset at)
    {
        var appointment = matters.Appointment;
        return action switch
        {
            TaskAction.PlaceOnWaitList or TaskAction.OfferAppointment or TaskAction.BookAppointment when matters.Cancellation is not null =>
                "CANCELLATION_PENDING",
            TaskAction.PlaceOnWaitList => matters.Waiting is null ? null : "ALREADY_ON_WAIT_LIST",
            TaskAction.TakeFromWaitList => matters.Waiting is null ? "NOT_ON_WAIT_LIST" : null,
            TaskAction.OfferAppointment => appointment is { State: AppointmentState.Booked } ? "APPOINTMENT_BOOKED" : null,
            // A client chooses among what is offered; the receiver books as it likes.
            TaskAction.BookAppointment => (side & (Relation.Receiver | Relation.Client)) == Relation.Client
                && appointment is not { State: AppointmentState.Offered } ? "APPOINTMENT_NOT_OFFERED" : null,
            TaskAction.CancelAppointment => appointment is { State: AppointmentState.Offered or AppointmentState.Booked or AppointmentState.Unattended }
                ? null : "NO_APPOINTMENT",
            TaskAction.RecordNoShow or TaskAction.CompleteAppointment => appointment is not { State: AppointmentState.Booked } ? "NO_APPOINTMENT"
                : at.IsBefore(appointment.Meeting.StartsAt) ? "APPOINTMENT_AHEAD" : null,
            TaskAction.ProposeHandover => matters.Handover is { State: HandoverState.Held } ? "HANDOVER_ALREADY_HELD" : null,
            TaskAction.AgreeHandover => matters.Handover is not { State: HandoverState.Proposed } proposal ? "HANDOVER_NOT_PROPOSED"
                : side == (proposal.BySender ? Relation.Sender : Relation.Receiver) ? "HANDOVER_PROPOSED_BY_YOU" : null,
            TaskAction.RecordHandover => matters.Handover is not { State: HandoverState.Agreed } agreed ? "HANDOVER_NOT_AGREED"
                : at.IsBefore(agreed.Meeting.StartsAt) ? "HANDOVER_AHEAD" : null,
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
