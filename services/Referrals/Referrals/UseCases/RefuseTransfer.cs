namespace Tyokyky.Referrals.Referrals;

/// <summary>Refuses an offered task: its receiver keeps it.</summary>
[Access(Workers, Relation.NamedParticipant)]
internal sealed class RefuseTransfer(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(RefuseTransferRequest request, Check check) => check.Reason(TaskAction.RefuseTransfer, "reason", request.Reason, clock.Today);

    public Task<RefuseTransferResponse> Handle(RefuseTransferRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.RefuseTransfer, request.TaskId, request.EffectiveAt) { Reason = request.Reason, Text = request.Note },
        referral => new RefuseTransferResponse { Referral = referral });
}
