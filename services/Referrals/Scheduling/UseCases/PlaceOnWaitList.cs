using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Puts a taken task on the receiver's wait list (jono).</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class PlaceOnWaitList(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(PlaceOnWaitListRequest request, Check check) => check.Reason(TaskAction.PlaceOnWaitList, "reason", request.Reason, clock.Today);

    public Task<PlaceOnWaitListResponse> Handle(PlaceOnWaitListRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.PlaceOnWaitList, request.TaskId, request.EffectiveAt)
        {
            Reason = request.Reason,
            Text = request.Note,
            Details = work => new WaitingDetails(work.Referral.Urgency == Urgency.Urgent),
        },
        referral => new PlaceOnWaitListResponse { Referral = referral });
}
