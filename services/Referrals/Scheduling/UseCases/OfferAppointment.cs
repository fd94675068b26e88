namespace Tyokyky.Referrals.UseCases;

/// <summary>Offers the client times for an appointment.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class OfferAppointment(TaskChange change)
{
    public Task<OfferAppointmentResponse> Handle(OfferAppointmentRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.OfferAppointment, request.TaskId, request.EffectiveAt, request.Etag)
        {
            Shape = check => check
                .NotEmpty("times", request.Times).MaxCount("times", request.Times, 5)
                .Instants("times", request.Times)
                .Range("minutes", request.Minutes, 1, 1440)
                .Specified("mode", request.Mode)
                .MaxLength("place", request.Place, 200),
            Details = work => new MeetingDetails([.. request.Times.Select(time => PlanChecks.NotBefore(work.Step.At, "times", time)).Order()], request.Minutes, request.Mode, request.Place),
        },
        request,
        call,
        referral => new OfferAppointmentResponse { Referral = referral });
}
