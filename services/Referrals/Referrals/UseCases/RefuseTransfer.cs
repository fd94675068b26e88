namespace Tyokyky.Referrals.UseCases;

/// <summary>Refuses an offered task: its receiver keeps it.</summary>
[Access(Workers, Relation.NamedParticipant)]
internal sealed class RefuseTransfer(TaskChange change)
{
    public Task<RefuseTransferResponse> Handle(RefuseTransferRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.RefuseTransfer, request.TaskId, request.EffectiveAt, request.Etag) { Reason = request.Reason, Text = request.Note },
        request,
        call,
        referral => new RefuseTransferResponse { Referral = referral });
}
