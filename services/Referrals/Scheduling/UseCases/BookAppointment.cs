using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Books an appointment, or moves a booked one.</summary>
[Access(Role.Client, Relation.Client)]
[Access(Workers, Relation.Receiver)]
internal sealed class BookAppointment(TaskActions tasks)
{
    public Task<BookAppointmentResponse> Handle(BookAppointmentRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.BookAppointment, request.TaskId, request.EffectiveAt) { Details = work => Booking(request, work) },
        referral => new BookAppointmentResponse { Referral = referral });

    private static MeetingDetails Booking(BookAppointmentRequest request, TaskWork work)
    {
        var planned = work.Task.Matters.Appointment;
        var at = PlanChecks.NotBefore(work.Step.At, "starts_at", request.StartsAt);
        if (planned is null)
        {
            Check.Shape(check => check.Range("minutes", request.Minutes, 1, 1440).Specified("mode", request.Mode));
        }

        // A client books what was offered, as it was offered.
        if ((work.Step.Side & Relation.Receiver) != 0)
        {
            return new MeetingDetails([at], request.Minutes, request.Mode, request.Place);
        }

        DateTimeOffset[] offered = work.IsAllowed ? [.. planned!.OfferedTimes.Where(time => at.IsSame(time)).Take(1)] : [at];
        return offered.Length > 0 ? new MeetingDetails(offered, 0, Contracts.Common.V1.Mode.Unspecified) : throw ReferralErrors.TimeNotOffered();
    }
}
