using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Offers the client times for an appointment.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class OfferAppointment(TaskActions tasks)
{
    public Task<OfferAppointmentResponse> Handle(OfferAppointmentRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.OfferAppointment, request.TaskId, request.EffectiveAt)
        {
            Details = work => new MeetingDetails(
                [.. request.Times.Select(time => PlanChecks.NotBefore(work.Step.At, "times", time)).Order()], request.Minutes, request.Mode, request.Place),
        },
        referral => new OfferAppointmentResponse { Referral = referral });
}
