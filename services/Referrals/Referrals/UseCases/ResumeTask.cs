namespace Tyokyky.Referrals.UseCases;

/// <summary>Goes on with a task that was on hold.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class ResumeTask(TaskChange change)
{
    public Task<ResumeTaskResponse> Handle(ResumeTaskRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.ResumeTask, request.TaskId, request.EffectiveAt, request.Etag),
        request,
        call,
        referral => new ResumeTaskResponse { Referral = referral });
}
