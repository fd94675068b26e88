namespace Tyokyky.Referrals.UseCases;

/// <summary>Marks an accepted task as begun.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class StartTask(TaskChange change)
{
    public Task<StartTaskResponse> Handle(StartTaskRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.StartTask, request.TaskId, request.EffectiveAt, request.Etag),
        request,
        call,
        referral => new StartTaskResponse { Referral = referral });
}
