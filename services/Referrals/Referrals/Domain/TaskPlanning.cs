using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Referrals;

/// <summary>What scheduling actions do: wait list, appointments, accompanied hand-over.</summary>
internal static class TaskPlanning
{
    public static TaskProgress After(TaskProgress matters, ReferralTask task, TaskStep step) => (step.Action, step.Details) switch
    {
        (TaskAction.PlaceOnWaitList, WaitingDetails waiting) => matters with { Waiting = new TaskWaiting(step.At, step.Reason, waiting.Urgent) },
        (TaskAction.TakeFromWaitList, _) => matters with { Waiting = null },
        (TaskAction.OfferAppointment, MeetingDetails offer) => matters with
        {
            Appointment = new TaskAppointment(AppointmentState.Offered, offer.Over(null), offer.Times) { Waited = matters.Appointment?.Waited },
        },
        (TaskAction.BookAppointment, MeetingDetails booking) => matters with
        {
            Appointment = new TaskAppointment(AppointmentState.Booked, booking.Over(matters.Appointment?.Meeting), [])
            {
                Waited = matters.Waiting ?? matters.Appointment?.Waited,
            },
            Waiting = null,
        },
        (TaskAction.CancelAppointment, _) => matters with
        {
            Appointment = matters.Appointment! with { State = AppointmentState.Cancelled, OfferedTimes = [], CancellationReason = step.Reason, Waited = null },
            Waiting = matters.Waiting ?? matters.Appointment.Waited,
        },
        (TaskAction.RecordNoShow, _) => matters with { Appointment = matters.Appointment! with { State = AppointmentState.Unattended } },
        (TaskAction.CompleteAppointment, MeetingDetails held) => matters with
        {
            Appointment = matters.Appointment! with
            {
                State = AppointmentState.Completed,
                Meeting = held.Over(matters.Appointment.Meeting),
                Waited = null,
            },
        },
        (TaskAction.ProposeHandover, MeetingDetails proposal) => matters with
        {
            Handover = (step.Side & Relation.Sender) != 0
                ? new TaskHandover(HandoverState.Proposed, BySender: true, task.Sender, proposal.Over(null))
                : new TaskHandover(HandoverState.Proposed, BySender: false, task.Receiver, proposal.Over(null)),
        },
        (TaskAction.AgreeHandover, _) => matters with { Handover = matters.Handover! with { State = HandoverState.Agreed } },
        (TaskAction.RecordHandover, MeetingDetails told) => matters with
        {
            Handover = matters.Handover! with
            {
                State = told.Held ? HandoverState.Held : HandoverState.NotHeld,
                Meeting = told.Over(matters.Handover.Meeting),
                ClientPart = told.ClientPart,
            },
        },
        _ => throw new InvalidOperationException($"{step.Action} came without what it needs."),
    };
}

/// <summary>With PlaceOnWaitList.</summary>
internal sealed record WaitingDetails(bool Urgent) : TaskDetails;

/// <summary>With an appointment or a hand-over: when and how the parties meet or met; what is not said is as planned.</summary>
internal sealed record MeetingDetails(
    DateTimeOffset[] Times, int Minutes, Mode Mode, string Place = "", bool Held = false, ClientPart ClientPart = ClientPart.Unspecified) : TaskDetails
{
    public Meeting Over(Meeting? planned) => new(
        Times.Length > 0 ? Times[0] : planned!.StartsAt,
        Minutes > 0 ? Minutes : planned?.Minutes ?? 0,
        Mode != Mode.Unspecified ? Mode : planned?.Mode ?? Mode.Unspecified,
        Place.Length > 0 ? Place : planned?.Place ?? "");
}
