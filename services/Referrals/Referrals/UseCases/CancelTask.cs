namespace Tyokyky.Referrals.Referrals;

/// <summary>Takes back a task that the receiver has not decided yet.</summary>
[Access(Role.Client, Relation.Owner)]
[Access(Workers, Relation.Sender)]
internal sealed class CancelTask(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(CancelTaskRequest request, Check check) => check.Reason(TaskAction.CancelTask, "reason", request.Reason, clock.Today);

    public Task<CancelTaskResponse> Handle(CancelTaskRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.CancelTask, request.TaskId, request.EffectiveAt) { Reason = request.Reason, Text = request.Note },
        referral => new CancelTaskResponse { Referral = referral });
}
