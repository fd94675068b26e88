namespace Tyokyky.Referrals.Referrals;

/// <summary>Accepts a requested task for the caller's organisation.</summary>
[Access(Workers, Relation.Receiver | Relation.Asked)]
internal sealed class AcceptTask(TaskActions tasks)
{
    public Task<AcceptTaskResponse> Handle(AcceptTaskRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.AcceptTask, request.TaskId, request.EffectiveAt),
        referral => new AcceptTaskResponse { Referral = referral });
}
