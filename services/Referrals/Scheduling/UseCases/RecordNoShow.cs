using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Records that the client did not come to a booked appointment.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class RecordNoShow(TaskActions tasks)
{
    public Task<RecordNoShowResponse> Handle(RecordNoShowRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.RecordNoShow, request.TaskId, request.EffectiveAt) { Text = request.Note },
        referral => new RecordNoShowResponse { Referral = referral });
}
