using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Proposes the meeting of an accompanied hand-over (saattaen siirto), or another time for it.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class ProposeHandover(TaskActions tasks)
{
    public Task<ProposeHandoverResponse> Handle(ProposeHandoverRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.ProposeHandover, request.TaskId, request.EffectiveAt)
        {
            Details = work => new MeetingDetails(
                [PlanChecks.NotBefore(work.Step.At, "starts_at", request.StartsAt)], request.Minutes, request.Mode, request.Place),
        },
        referral => new ProposeHandoverResponse { Referral = referral });
}
