namespace Tyokyky.Referrals.Referrals;

/// <summary>Goes on with a task that was on hold.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class ResumeTask(TaskActions tasks)
{
    public Task<ResumeTaskResponse> Handle(ResumeTaskRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.ResumeTask, request.TaskId, request.EffectiveAt),
        referral => new ResumeTaskResponse { Referral = referral });
}
