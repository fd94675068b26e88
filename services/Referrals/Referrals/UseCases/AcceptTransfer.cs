namespace Tyokyky.Referrals.Referrals;

/// <summary>Accepts an offered task: the caller's organisation is its receiver from now on.</summary>
[Access(Workers, Relation.NamedParticipant)]
internal sealed class AcceptTransfer(TaskActions tasks)
{
    public Task<AcceptTransferResponse> Handle(AcceptTransferRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.AcceptTransfer, request.TaskId, request.EffectiveAt),
        referral => new AcceptTransferResponse { Referral = referral });
}
