using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Referrals.Domain;

/// <summary>What each allowed action does to a task.</summary>
internal static class TaskSteps
{
    /// <summary>Takes the step; answers the reason that its transition carries.</summary>
    public static string Take(ReferralTask task, TaskStep step)
    {
        switch (step.Action)
        {
            case TaskAction.AcceptTask or TaskAction.RejectTask or TaskAction.CancelTask:
                (task.DecidedAt, task.DecidedBy) = (step.At, step.Actor);
                break;
            case TaskAction.HoldTask:
                task.Matters = task.Matters with { Hold = new TaskPause(task.Status, step.Reason, step.ResumeOn) };
                break;
            case TaskAction.ResumeTask:
                task.Status = task.Matters.Hold!.Phase;
                task.Matters = task.Matters with { Hold = null };
                return "";
            case TaskAction.RequestInformation:
                task.Matters = task.Matters with { Question = new TaskQuestion(step.Reason, step.Text, step.At) };
                task.BusinessStatus = TaskBusinessStatus.InformationRequested;
                return step.Reason;
            case TaskAction.AnswerInformation:
                task.Matters = task.Matters with { Question = task.Matters.Question! with { Answer = step.Text, AnsweredAt = step.At } };
                task.BusinessStatus = TaskBusinessStatus.Unspecified;
                return "";
            case TaskAction.RequestCancellation:
                task.Matters = task.Matters with { Cancellation = new TaskCancellation(step.Reason, step.Text, step.At, step.ConfirmedAfter) };
                task.BusinessStatus = TaskBusinessStatus.CancellationRequested;
                return step.Reason;
            case TaskAction.RefuseCancellation:
                task.Matters = task.Matters with { Cancellation = null };
                task.BusinessStatus = TaskBusinessStatus.Unspecified;
                return "";
            case TaskAction.AcknowledgeOutcome:
                task.AcknowledgedAt = step.At;
                return "";
            case TaskAction.CompleteTask:
                (task.Outcome, task.OutcomeText) = (step.Reason, step.Text);
                break;
        }

        task.Status = TaskTable.RuleOf(step.Action).To[0];
        var reason = step.Action == TaskAction.ConfirmCancellation ? task.Matters.Cancellation!.Reason : step.Reason;
        if (task.Status is TaskStatus.Rejected or TaskStatus.Cancelled or TaskStatus.Completed or TaskStatus.Failed or TaskStatus.EnteredInError)
        {
            End(task, step.At, task.Status == TaskStatus.Completed ? "" : reason);
        }

        return reason;
    }

    // Nothing is under way in a task that has ended; questions and answers stay to be read.
    private static void End(ReferralTask task, DateTimeOffset at, string reason)
    {
        (task.EndedAt, task.StatusReason) = (at, reason);
        task.BusinessStatus = TaskBusinessStatus.Unspecified;
        task.Matters = task.Matters with { Hold = null, Cancellation = null };
    }
}
