namespace Tyokyky.Referrals.UseCases;

/// <summary>Records that a booked appointment was held.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class CompleteAppointment(TaskChange change)
{
    public Task<CompleteAppointmentResponse> Handle(CompleteAppointmentRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.CompleteAppointment, request.TaskId, request.EffectiveAt, request.Etag)
        {
            Shape = check => check.Range("minutes", request.Minutes, 0, 1440).OptionalSpecified("mode", request.Mode),
            Details = _ => new MeetingDetails([], request.Minutes, request.Mode),
        },
        request,
        call,
        referral => new CompleteAppointmentResponse { Referral = referral });
}
