using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Cancels an appointment.</summary>
[Access(Role.Client, Relation.Client)]
[Access(Workers, Relation.Receiver)]
internal sealed class CancelAppointment(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(CancelAppointmentRequest request, Check check) => check.Reason(TaskAction.CancelAppointment, "reason", request.Reason, clock.Today);

    public Task<CancelAppointmentResponse> Handle(CancelAppointmentRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.CancelAppointment, request.TaskId, request.EffectiveAt) { Reason = request.Reason, Text = request.Note },
        referral => new CancelAppointmentResponse { Referral = referral });
}
