namespace Tyokyky.Referrals.UseCases;

/// <summary>Accepts a requested task for the caller's organisation.</summary>
[Access(Workers, Relation.Receiver | Relation.Asked)]
internal sealed class AcceptTask(TaskChange change)
{
    public Task<AcceptTaskResponse> Handle(AcceptTaskRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.AcceptTask, request.TaskId, request.EffectiveAt, request.Etag),
        request,
        call,
        referral => new AcceptTaskResponse { Referral = referral });
}
