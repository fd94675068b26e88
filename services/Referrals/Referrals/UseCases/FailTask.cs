namespace Tyokyky.Referrals.UseCases;

/// <summary>Ends a task that could not be carried out.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class FailTask(TaskChange change)
{
    public Task<FailTaskResponse> Handle(FailTaskRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.FailTask, request.TaskId, request.EffectiveAt, request.Etag) { Reason = request.Reason, Text = request.Note },
        request,
        call,
        referral => new FailTaskResponse { Referral = referral });
}
