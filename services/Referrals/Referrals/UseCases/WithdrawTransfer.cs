namespace Tyokyky.Referrals.Referrals;

/// <summary>Takes back the offer of a transfer.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class WithdrawTransfer(TaskActions tasks)
{
    public Task<WithdrawTransferResponse> Handle(WithdrawTransferRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.WithdrawTransfer, request.TaskId, request.EffectiveAt) { Text = request.Note },
        referral => new WithdrawTransferResponse { Referral = referral });
}
