using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>
/// A task follows the case or the coaching that opened for it at whoever has it: it is taken, under way, and done with that one's outcome, and fails when
/// the case was a mistake. An assessment that it opened completes it, taken until then or not. What becomes of any of them at an organisation that the
/// task has left is nothing to it.
/// </summary>
internal sealed class TaskReactions(ReferralKind referrals) : IReactions
{
    private const string OtherFailure = "other";

    public FactReactions From(string source) => source switch
    {
        "team" => FactReactions
            .To<CaseOpened>("AcceptTaskWhenCaseOpened", (fact, transaction, cancel) =>
                DoAsync(TaskAction.AcceptTask, fact.Message.TaskId, fact.Message.Organisation, fact.Message.OpenedOn, "", transaction, cancel))
            .On<CaseClosed>("CompleteTaskWhenCaseClosed", (fact, transaction, cancel) => DoAsync(
                TaskAction.CompleteTask, fact.Message.TaskId, fact.Message.Organisation, fact.Message.ClosedOn, Outcomes.OfCase(fact.Message),
                transaction, cancel))
            .On<CaseEnteredInError>("FailTaskWhenCaseWasAMistake", (fact, transaction, cancel) => DoAsync(
                TaskAction.FailTask, fact.Message.TaskId, fact.Message.Organisation, fact.Message.EnteredOn, OtherFailure, transaction, cancel))
            .On<AssessmentCompleted>("CompleteTaskWhenAssessmentCompleted", (fact, transaction, cancel) => CompleteAsync(fact.Message, transaction, cancel)),
        "coaching" => FactReactions
            .To<CoachingStarted>("StartTaskWhenCoachingStarted", (fact, transaction, cancel) =>
                DoAsync(TaskAction.StartTask, fact.Message.TaskId, fact.Message.Organisation, fact.Message.StartedOn, "", transaction, cancel))
            .On<CoachingEnded>("CompleteTaskWhenCoachingEnded", (fact, transaction, cancel) => DoAsync(
                TaskAction.CompleteTask, fact.Message.TaskId, fact.Message.Organisation, fact.Message.EndedOn, Outcomes.OfCoaching(fact.Message),
                transaction, cancel)),
        _ => FactReactions.None,
    };

    private async Task CompleteAsync(AssessmentCompleted completed, FactTransaction transaction, CancellationToken cancel)
    {
        var (taskId, organisation) = (completed.Assessment.TaskId, completed.Assessment.Organisation);
        await DoAsync(TaskAction.AcceptTask, taskId, organisation, completed.CompletedOn, "", transaction, cancel);
        await DoAsync(TaskAction.CompleteTask, taskId, organisation, completed.CompletedOn, completed.Outcome, transaction, cancel);
    }

    private async Task DoAsync(
        TaskAction action, string taskId, string receiver, Date on, string reason, FactTransaction transaction, CancellationToken cancel)
    {
        // What was opened directly belongs to no task, nor does a coaching that a plan opened.
        if (taskId.Length == 0)
        {
            return;
        }

        var (id, at) = (Guid.Parse(taskId), FinnishTime.StartOf(on.ToDay()));
        var (referral, tasks) = await transaction.ManyAsync(ReferralStore.ByTask(id), ReferralStore.TasksBeside(id), cancel);
        var before = referral?.Of(tasks!) ?? throw new InvalidOperationException($"Task {taskId} is not known here.");
        var task = before.Task(id);
        // A worker may have done the same through the API already; then there is nothing left to do.
        if (task.Receiver != receiver || TaskBlocks.Of(action, before, task, Relation.None, at) is not null)
        {
            return;
        }

        // Facts carry days: within one day the order of the log holds.
        var commit = transaction.Commit();
        var step = new TaskStep(action, at < task.ChangedAt ? task.ChangedAt : at, "system", reason);
        await (await referrals.WriteAsync(commit, before, ReferralKind.Take(commit, before, step, id))).SaveAsync();
    }
}
