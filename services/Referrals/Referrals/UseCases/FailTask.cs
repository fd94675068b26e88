namespace Tyokyky.Referrals.Referrals;

/// <summary>Ends a task that could not be carried out.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class FailTask(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(FailTaskRequest request, Check check) => check.Reason(TaskAction.FailTask, "reason", request.Reason, clock.Today);

    public Task<FailTaskResponse> Handle(FailTaskRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.FailTask, request.TaskId, request.EffectiveAt) { Reason = request.Reason, Text = request.Note },
        referral => new FailTaskResponse { Referral = referral });
}
