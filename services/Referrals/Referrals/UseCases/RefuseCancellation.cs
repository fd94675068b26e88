namespace Tyokyky.Referrals.Referrals;

/// <summary>Refuses a cancellation that the sender asked for.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class RefuseCancellation(TaskActions tasks)
{
    public Task<RefuseCancellationResponse> Handle(RefuseCancellationRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.RefuseCancellation, request.TaskId, request.EffectiveAt) { Text = request.Note },
        referral => new RefuseCancellationResponse { Referral = referral });
}
