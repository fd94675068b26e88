using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Agrees to the meeting that the other side proposed.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class AgreeHandover(TaskActions tasks)
{
    public Task<AgreeHandoverResponse> Handle(AgreeHandoverRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.AgreeHandover, request.TaskId, request.EffectiveAt),
        referral => new AgreeHandoverResponse { Referral = referral });
}
