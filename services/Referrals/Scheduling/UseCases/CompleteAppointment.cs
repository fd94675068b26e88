using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Records that a booked appointment was held.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class CompleteAppointment(TaskActions tasks)
{
    public Task<CompleteAppointmentResponse> Handle(CompleteAppointmentRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.CompleteAppointment, request.TaskId, request.EffectiveAt)
        {
            Details = _ => new MeetingDetails([], request.Minutes, request.Mode),
        },
        referral => new CompleteAppointmentResponse { Referral = referral });
}
