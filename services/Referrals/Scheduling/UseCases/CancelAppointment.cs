namespace Tyokyky.Referrals.UseCases;

/// <summary>Cancels an appointment.</summary>
[Access(Role.Client, Relation.Client)]
[Access(Workers, Relation.Receiver)]
internal sealed class CancelAppointment(TaskChange change)
{
    public Task<CancelAppointmentResponse> Handle(CancelAppointmentRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.CancelAppointment, request.TaskId, request.EffectiveAt, request.Etag) { Reason = request.Reason, Text = request.Note },
        request,
        call,
        referral => new CancelAppointmentResponse { Referral = referral });
}
