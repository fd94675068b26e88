using static Tyokyky.Contracts.Referrals.V1.TaskStatus;

namespace Tyokyky.Referrals.Referrals;

/// <summary>What can be done with a task; the names are those of the RPCs.</summary>
internal enum TaskAction
{
    UpdateDraft,
    SubmitDraft,
    AcceptTask,
    RejectTask,
    AssignTask,
    CancelTask,
    ReviseTask,
    StartTask,
    HoldTask,
    ResumeTask,
    PlaceOnWaitList,
    TakeFromWaitList,
    OfferAppointment,
    BookAppointment,
    CancelAppointment,
    RecordNoShow,
    CompleteAppointment,
    ProposeHandover,
    AgreeHandover,
    RecordHandover,
    RequestInformation,
    AnswerInformation,
    OfferTransfer,
    AcceptTransfer,
    RefuseTransfer,
    WithdrawTransfer,
    RequestCancellation,
    ConfirmCancellation,
    RefuseCancellation,
    ReferOnward,
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
        new(TaskAction.UpdateDraft, [Draft], [], Relation.Sender),
        new(TaskAction.SubmitDraft, [Draft], [Requested], Relation.Sender),
        new(TaskAction.AcceptTask, [Requested], [Accepted], Relation.Receiver),
        new(TaskAction.RejectTask, [Requested], [Rejected, Requested], Relation.Receiver, "decline-reason"),
        new(TaskAction.AssignTask, [Requested, .. taken], [], Relation.Receiver),
        new(TaskAction.CancelTask, [Draft, Requested], [Cancelled], Relation.Sender, "cancellation-reason"),
        new(TaskAction.ReviseTask, [Rejected], [], Relation.Sender),
        new(TaskAction.StartTask, [Accepted], [InProgress], Relation.Receiver),
        new(TaskAction.HoldTask, going, [OnHold], Relation.Receiver, "hold-reason"),
        new(TaskAction.ResumeTask, [OnHold], [Accepted, InProgress], Relation.Receiver),
        new(TaskAction.PlaceOnWaitList, going, [], Relation.Receiver, "waiting-reason"),
        new(TaskAction.TakeFromWaitList, taken, [], Relation.Receiver),
        new(TaskAction.OfferAppointment, going, [], Relation.Receiver),
        new(TaskAction.BookAppointment, going, [], Relation.Receiver | Relation.Client),
        new(TaskAction.CancelAppointment, taken, [], Relation.Receiver | Relation.Client, "appointment-cancellation-reason"),
        new(TaskAction.RecordNoShow, taken, [], Relation.Receiver),
        new(TaskAction.CompleteAppointment, taken, [], Relation.Receiver),
        new(TaskAction.ProposeHandover, open, [], Relation.Sender | Relation.Receiver),
        new(TaskAction.AgreeHandover, open, [], Relation.Sender | Relation.Receiver),
        new(TaskAction.RecordHandover, [Requested, .. taken], [], Relation.Sender | Relation.Receiver),
        new(TaskAction.RequestInformation, open, [], Relation.Receiver, "information-reason"),
        new(TaskAction.AnswerInformation, open, [], Relation.Sender),
        new(TaskAction.OfferTransfer, taken, [], Relation.Receiver, "transfer-reason"),
        new(TaskAction.AcceptTransfer, taken, [], Relation.NamedParticipant),
        new(TaskAction.RefuseTransfer, taken, [], Relation.NamedParticipant, "decline-reason"),
        new(TaskAction.WithdrawTransfer, taken, [], Relation.Receiver),
        new(TaskAction.RequestCancellation, taken, [], Relation.Sender, "cancellation-reason"),
        new(TaskAction.ConfirmCancellation, taken, [Cancelled], Relation.Receiver),
        new(TaskAction.RefuseCancellation, taken, [], Relation.Receiver),
        new(TaskAction.ReferOnward, [.. taken, Completed], [], Relation.Receiver),
        new(TaskAction.CompleteTask, taken, [Completed], Relation.Receiver, "task-outcome"),
        new(TaskAction.FailTask, taken, [Failed], Relation.Receiver, "failure-reason"),
        new(TaskAction.AcknowledgeOutcome, [Completed, Failed], [], Relation.Sender),
        new(TaskAction.EnterTaskInError, [Requested, .. taken, Rejected, Cancelled, Completed, Failed], [EnteredInError], Relation.Sender, "error-reason"));

    public static StateRule<TaskStatus, TaskAction> RuleOf(TaskAction action) => Table.Rules[(int)action];
}
