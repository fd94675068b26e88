namespace Tyokyky.Referrals.UseCases;

/// <summary>Puts a taken task on the receiver's wait list (jono).</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class PlaceOnWaitList(TaskChange change)
{
    public Task<PlaceOnWaitListResponse> Handle(PlaceOnWaitListRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.PlaceOnWaitList, request.TaskId, request.EffectiveAt, request.Etag)
        {
            Reason = request.Reason,
            Text = request.Note,
            Details = work => new WaitingDetails(work.Referral.Urgency == Urgency.Urgent),
        },
        request,
        call,
        referral => new PlaceOnWaitListResponse { Referral = referral });
}
