namespace Tyokyky.Referrals.UseCases;

/// <summary>Takes a task from the wait list.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class TakeFromWaitList(TaskChange change)
{
    public Task<TakeFromWaitListResponse> Handle(TakeFromWaitListRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.TakeFromWaitList, request.TaskId, request.EffectiveAt, request.Etag) { Text = request.Note },
        request,
        call,
        referral => new TakeFromWaitListResponse { Referral = referral });
}
