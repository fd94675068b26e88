namespace Tyokyky.Referrals.Referrals;

/// <summary>Marks a task as recorded by mistake.</summary>
[Access(Workers, Relation.Sender)]
internal sealed class EnterTaskInError(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(EnterTaskInErrorRequest request, Check check) => check.Reason(TaskAction.EnterTaskInError, "reason", request.Reason, clock.Today);

    public Task<EnterTaskInErrorResponse> Handle(EnterTaskInErrorRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.EnterTaskInError, request.TaskId, request.EffectiveAt) { Reason = request.Reason, Text = request.Note },
        referral => new EnterTaskInErrorResponse { Referral = referral });
}
