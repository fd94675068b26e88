using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Domain;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Books an appointment, or moves a booked one.</summary>
internal sealed class BookAppointment(TaskChange change)
{
    public Task<BookAppointmentResponse> Handle(BookAppointmentRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.BookAppointment, request.TaskId, request.EffectiveAt, request.Etag)
        {
            Shape = check => check
                .Instant("starts_at", request.StartsAt)
                .Range("minutes", request.Minutes, 0, 1440)
                .OptionalSpecified("mode", request.Mode)
                .MaxLength("place", request.Place, 200),
            Details = work => new MeetingDetails([PlanChecks.NotBefore(work.Step.At, "starts_at", request.StartsAt)], request.Minutes, request.Mode, request.Place),
        },
        request,
        call,
        referral => new BookAppointmentResponse { Referral = referral });
}
