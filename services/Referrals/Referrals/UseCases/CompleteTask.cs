namespace Tyokyky.Referrals.UseCases;

/// <summary>Reports the outcome of a task.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class CompleteTask(TaskChange change)
{
    public Task<CompleteTaskResponse> Handle(CompleteTaskRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.CompleteTask, request.TaskId, request.EffectiveAt, request.Etag) { Reason = request.Outcome, ReasonField = "outcome", Text = request.OutcomeText, TextField = "outcome_text", MaxText = 4000 },
        request,
        call,
        referral => new CompleteTaskResponse { Referral = referral });
}
