namespace Tyokyky.Referrals.Referrals;

/// <summary>What each allowed action does to a task.</summary>
internal static class TaskSteps
{
    /// <summary>The task after the step, and the reason that its transition carries.</summary>
    public static (ReferralTask Task, string Reason) Take(ReferralTask task, TaskStep step)
    {
        if (TaskTable.RuleOf(step.Action).To.Length == 0)
        {
            return (Stay(task, step), step.Reason);
        }

        // The others are still asked.
        if (step.Action == TaskAction.RejectTask && task.Matters.Pool is { } pool && pool.Open.Any(organisation => organisation != step.Organisation))
        {
            var declined = pool with { Declined = [.. pool.Declined, step.Organisation] };
            return (task with { Matters = task.Matters with { Pool = declined } }, step.Reason);
        }

        if (step.Action == TaskAction.ResumeTask)
        {
            return (task with { Status = task.Matters.Hold!.Phase, Matters = task.Matters with { Hold = null } }, "");
        }

        var moved = Move(task, step) with { Status = TaskTable.RuleOf(step.Action).To[0] };
        var reason = step.Action == TaskAction.ConfirmCancellation ? task.Matters.Cancellation!.Reason : step.Reason;
        var toldReason = moved.Status == TaskStatus.Completed ? "" : reason;
        return (moved.HasEnded ? moved with { EndedAt = step.At, StatusReason = toldReason, Matters = moved.Matters.Ended(step.At) } : moved, reason);
    }

    // What goes with the new status.
    private static ReferralTask Move(ReferralTask task, TaskStep step) => step.Action switch
    {
        TaskAction.SubmitDraft when ((SubmissionDetails)step.Details!).Asked is { } asked => task with
        {
            Receiver = asked.Receiver,
            Service = asked.Service,
            RequestedAt = step.At,
        },
        TaskAction.AcceptTask or TaskAction.RejectTask or TaskAction.CancelTask => task with
        {
            Receiver = task.Matters.Pool is not null && step.Action != TaskAction.CancelTask ? step.Organisation : task.Receiver,
            DecidedAt = step.At,
            DecidedBy = step.Actor,
        },
        TaskAction.StartTask => task with { Matters = task.Matters.Started() },
        TaskAction.HoldTask => task with { Matters = task.Matters with { Hold = new TaskPause(task.Status, step.Reason, step.ResumeOn) } },
        TaskAction.CompleteTask => task with { Outcome = step.Reason, OutcomeText = step.Text },
        _ => task,
    };

    // Actions that leave the status as it is.
    private static ReferralTask Stay(ReferralTask task, TaskStep step) => (step.Action, step.Details) switch
    {
        (TaskAction.AcknowledgeOutcome, _) => task with { AcknowledgedAt = step.At },
        (TaskAction.UpdateDraft, DraftDetails draft) => task with
        {
            Receiver = draft.Receiver ?? task.Receiver,
            Service = draft.Service ?? task.Service,
            Matters = task.Matters with { RevisionNote = draft.RevisionNote ?? task.Matters.RevisionNote },
        },
        (TaskAction.AcceptTransfer, _) => task with { Receiver = task.Matters.Transfer!.To, Matters = task.Matters.Moved(step.At) },
        _ => task with { Matters = After(task.Matters, task, step) },
    };

    private static TaskProgress After(TaskProgress matters, ReferralTask task, TaskStep step) => (step.Action, step.Details) switch
    {
        (TaskAction.RequestInformation, _) => matters with { Question = new TaskQuestion(step.Reason, step.Text, step.At) },
        (TaskAction.AnswerInformation, _) => matters with { Question = matters.Question! with { Answer = step.Text, AnsweredAt = step.At } },
        (TaskAction.RequestCancellation, _) => matters with { Cancellation = new TaskCancellation(step.Reason, step.Text, step.At, step.ConfirmedAfter) },
        (TaskAction.RefuseCancellation, _) => matters with { Cancellation = null },
        (TaskAction.AssignTask, AssignmentDetails assignment) => matters with { Worker = assignment.Worker },
        (TaskAction.ReviseTask, RevisionDetails revision) => matters with { RevisedBy = revision.RevisedBy },
        (TaskAction.ReferOnward, OnwardDetails onward) => matters with { Onward = [.. matters.Onward, onward.ReferralId] },
        (TaskAction.OfferTransfer, TransferDetails to) => matters with
        {
            Transfer = new TaskTransfer(TransferState.Offered, task.Receiver, to.To.Receiver, to.Unit, step.Reason, step.Text, step.At),
        },
        (TaskAction.RefuseTransfer, _) => matters with
        {
            Transfer = matters.Transfer! with { State = TransferState.Refused, DecidedAt = step.At, RefusalReason = step.Reason },
        },
        (TaskAction.WithdrawTransfer, _) => matters with { Transfer = matters.Transfer! with { State = TransferState.Withdrawn, DecidedAt = step.At } },
        _ => TaskPlanning.After(matters, task, step),
    };
}
