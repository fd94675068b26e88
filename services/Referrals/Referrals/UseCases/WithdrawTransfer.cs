namespace Tyokyky.Referrals.UseCases;

/// <summary>Takes back the offer of a transfer.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class WithdrawTransfer(TaskChange change)
{
    public Task<WithdrawTransferResponse> Handle(WithdrawTransferRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.WithdrawTransfer, request.TaskId, request.EffectiveAt, request.Etag) { Text = request.Note },
        request,
        call,
        referral => new WithdrawTransferResponse { Referral = referral });
}
