namespace Tyokyky.Referrals.Referrals;

/// <summary>Reports the outcome of a task.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class CompleteTask(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(CompleteTaskRequest request, Check check) => check.Reason(TaskAction.CompleteTask, "outcome", request.Outcome, clock.Today);

    public Task<CompleteTaskResponse> Handle(CompleteTaskRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.CompleteTask, request.TaskId, request.EffectiveAt) { Reason = request.Outcome, Text = request.OutcomeText },
        referral => new CompleteTaskResponse { Referral = referral });
}
