namespace Tyokyky.Referrals.UseCases;

/// <summary>Confirms a cancellation that the sender asked for.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class ConfirmCancellation(TaskChange change)
{
    public Task<ConfirmCancellationResponse> Handle(ConfirmCancellationRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.ConfirmCancellation, request.TaskId, request.EffectiveAt, request.Etag) { Text = request.Note },
        request,
        call,
        referral => new ConfirmCancellationResponse { Referral = referral });
}
