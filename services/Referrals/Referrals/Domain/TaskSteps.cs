namespace Tyokyky.Referrals.Domain;

/// <summary>What each allowed action does to a task.</summary>
internal static class TaskSteps
{
    /// <summary>Takes the step; answers the reason that its transition carries.</summary>
    public static string Take(ReferralTask task, TaskStep step)
    {
        if (TaskTable.RuleOf(step.Action).To.Length == 0)
        {
            Stay(task, step);
            return step.Reason;
        }

        switch (step.Action)
        {
            case TaskAction.ResumeTask:
                task.Status = task.Matters.Hold!.Phase;
                task.Matters = task.Matters with { Hold = null };
                return "";
            case TaskAction.SubmitDraft:
                var asked = ((SubmissionDetails)step.Details!).Asked;
                (task.Receiver, task.Service, task.RequestedAt) = (asked.Receiver, asked.Service, step.At);
                break;
            case TaskAction.RejectTask when task.Matters.Pool is { } pool && pool.Open.Any(organisation => organisation != step.Organisation):
                // The others are still asked.
                task.Matters = task.Matters with { Pool = pool with { Declined = [.. pool.Declined, step.Organisation] } };
                return step.Reason;
            case TaskAction.AcceptTask when task.Matters.Pool is not null:
                (task.Receiver, task.DecidedAt, task.DecidedBy) = (step.Organisation, step.At, step.Actor);
                break;
            case TaskAction.RejectTask when task.Matters.Pool is not null:
                (task.Receiver, task.DecidedAt, task.DecidedBy) = (step.Organisation, step.At, step.Actor);
                break;
            case TaskAction.AcceptTask or TaskAction.RejectTask or TaskAction.CancelTask:
                (task.DecidedAt, task.DecidedBy) = (step.At, step.Actor);
                break;
            case TaskAction.StartTask:
                task.Matters = task.Matters with { Waiting = null };
                break;
            case TaskAction.HoldTask:
                task.Matters = task.Matters with { Hold = new TaskPause(task.Status, step.Reason, step.ResumeOn) };
                break;
            case TaskAction.CompleteTask:
                (task.Outcome, task.OutcomeText) = (step.Reason, step.Text);
                break;
        }

        task.Status = TaskTable.RuleOf(step.Action).To[0];
        var reason = step.Action == TaskAction.ConfirmCancellation ? task.Matters.Cancellation!.Reason : step.Reason;
        if (task.HasEnded)
        {
            (task.EndedAt, task.StatusReason) = (step.At, task.Status == TaskStatus.Completed ? "" : reason);
            task.Matters = task.Matters.Ended(step.At);
        }

        return reason;
    }

    // Actions that leave the status as it is.
    private static void Stay(ReferralTask task, TaskStep step)
    {
        var matters = task.Matters;
        switch (step.Action)
        {
            case TaskAction.AcknowledgeOutcome:
                task.AcknowledgedAt = step.At;
                break;
            case TaskAction.RequestInformation:
                task.Matters = matters with { Question = new TaskQuestion(step.Reason, step.Text, step.At) };
                break;
            case TaskAction.AnswerInformation:
                task.Matters = matters with { Question = matters.Question! with { Answer = step.Text, AnsweredAt = step.At } };
                break;
            case TaskAction.RequestCancellation:
                task.Matters = matters with { Cancellation = new TaskCancellation(step.Reason, step.Text, step.At, step.ConfirmedAfter) };
                break;
            case TaskAction.RefuseCancellation:
                task.Matters = matters with { Cancellation = null };
                break;
            case TaskAction.UpdateDraft when step.Details is DraftDetails draft:
                (task.Receiver, task.Service) = (draft.Receiver ?? task.Receiver, draft.Service ?? task.Service);
                task.Matters = matters with { RevisionNote = draft.RevisionNote ?? matters.RevisionNote };
                break;
            case TaskAction.AssignTask when step.Details is AssignmentDetails assignment:
                task.Matters = matters with { Worker = assignment.Worker };
                break;
            case TaskAction.ReviseTask when step.Details is RevisionDetails revision:
                task.Matters = matters with { RevisedBy = revision.RevisedBy };
                break;
            case TaskAction.ReferOnward when step.Details is OnwardDetails onward:
                task.Matters = matters with { Onward = [.. matters.Onward, onward.ReferralId] };
                break;
            case TaskAction.OfferTransfer when step.Details is TransferDetails to:
                task.Matters = matters with { Transfer = new TaskTransfer(TransferState.Offered, task.Receiver, to.To.Receiver, to.Unit, step.Reason, step.Text, step.At) };
                break;
            case TaskAction.AcceptTransfer:
                task.Receiver = matters.Transfer!.To;
                task.Matters = matters.Moved(step.At);
                break;
            case TaskAction.RefuseTransfer:
                task.Matters = matters with { Transfer = matters.Transfer! with { State = TransferState.Refused, DecidedAt = step.At, RefusalReason = step.Reason } };
                break;
            case TaskAction.WithdrawTransfer:
                task.Matters = matters with { Transfer = matters.Transfer! with { State = TransferState.Withdrawn, DecidedAt = step.At } };
                break;
            default:
                task.Matters = TaskPlanning.After(matters, task, step);
                break;
        }
    }
}
