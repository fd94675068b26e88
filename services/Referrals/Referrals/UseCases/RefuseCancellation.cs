namespace Tyokyky.Referrals.UseCases;

/// <summary>Refuses a cancellation that the sender asked for.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class RefuseCancellation(TaskChange change)
{
    public Task<RefuseCancellationResponse> Handle(RefuseCancellationRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.RefuseCancellation, request.TaskId, request.EffectiveAt, request.Etag) { Text = request.Note, TextRequired = true },
        request,
        call,
        referral => new RefuseCancellationResponse { Referral = referral });
}
