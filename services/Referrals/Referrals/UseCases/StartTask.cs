namespace Tyokyky.Referrals.Referrals;

/// <summary>Marks an accepted task as begun.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class StartTask(TaskActions tasks)
{
    public Task<StartTaskResponse> Handle(StartTaskRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.StartTask, request.TaskId, request.EffectiveAt),
        referral => new StartTaskResponse { Referral = referral });
}
