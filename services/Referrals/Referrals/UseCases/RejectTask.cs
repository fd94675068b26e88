namespace Tyokyky.Referrals.Referrals;

/// <summary>Declines a requested task with a reason.</summary>
[Access(Workers, Relation.Receiver | Relation.Asked)]
internal sealed class RejectTask(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(RejectTaskRequest request, Check check) => check.Reason(TaskAction.RejectTask, "reason", request.Reason, clock.Today);

    public Task<RejectTaskResponse> Handle(RejectTaskRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.RejectTask, request.TaskId, request.EffectiveAt) { Reason = request.Reason, Text = request.Note },
        referral => new RejectTaskResponse { Referral = referral });
}
