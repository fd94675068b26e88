namespace Tyokyky.Referrals.Referrals;

/// <summary>Confirms a cancellation that the sender asked for.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class ConfirmCancellation(TaskActions tasks)
{
    public Task<ConfirmCancellationResponse> Handle(ConfirmCancellationRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.ConfirmCancellation, request.TaskId, request.EffectiveAt) { Text = request.Note },
        referral => new ConfirmCancellationResponse { Referral = referral });
}
