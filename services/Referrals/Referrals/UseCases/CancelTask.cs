namespace Tyokyky.Referrals.UseCases;

/// <summary>Takes back a task that the receiver has not decided yet.</summary>
[Access(Role.Client, Relation.Owner)]
[Access(Workers, Relation.Sender)]
internal sealed class CancelTask(TaskChange change)
{
    public Task<CancelTaskResponse> Handle(CancelTaskRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.CancelTask, request.TaskId, request.EffectiveAt, request.Etag) { Reason = request.Reason, Text = request.Note },
        request,
        call,
        referral => new CancelTaskResponse { Referral = referral });
}
