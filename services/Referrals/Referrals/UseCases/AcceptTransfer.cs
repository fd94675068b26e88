namespace Tyokyky.Referrals.UseCases;

/// <summary>Accepts an offered task: the caller's organisation is its receiver from now on.</summary>
[Access(Workers, Relation.NamedParticipant)]
internal sealed class AcceptTransfer(TaskChange change)
{
    public Task<AcceptTransferResponse> Handle(AcceptTransferRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.AcceptTransfer, request.TaskId, request.EffectiveAt, request.Etag),
        request,
        call,
        referral => new AcceptTransferResponse { Referral = referral });
}
