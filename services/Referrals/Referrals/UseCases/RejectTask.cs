namespace Tyokyky.Referrals.UseCases;

/// <summary>Declines a requested task with a reason.</summary>
[Access(Workers, Relation.Receiver | Relation.Asked)]
internal sealed class RejectTask(TaskChange change)
{
    public Task<RejectTaskResponse> Handle(RejectTaskRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.RejectTask, request.TaskId, request.EffectiveAt, request.Etag) { Reason = request.Reason, Text = request.Note },
        request,
        call,
        referral => new RejectTaskResponse { Referral = referral });
}
