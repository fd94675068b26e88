using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Takes a task from the wait list.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class TakeFromWaitList(TaskActions tasks)
{
    public Task<TakeFromWaitListResponse> Handle(TakeFromWaitListRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.TakeFromWaitList, request.TaskId, request.EffectiveAt) { Text = request.Note },
        referral => new TakeFromWaitListResponse { Referral = referral });
}
