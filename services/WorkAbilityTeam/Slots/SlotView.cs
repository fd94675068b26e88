using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>What a caller sees of a slot: who booked it and for what, only the two organisations do.</summary>
internal static class SlotView
{
    public static Slot Of(OfferedSlot slot, Caller caller)
    {
        var isParty = slot.RelationOf(caller) != Relation.None;
        var message = new Slot
        {
            SlotId = slot.Id.ToString(),
            Organisation = slot.Organisation,
            Kind = slot.Kind,
            Unit = slot.Unit,
            StartsAt = slot.StartsAt.ToTimestamp(),
            Minutes = slot.Minutes,
            Mode = slot.Mode,
            State = slot.State,
            ReleaseAt = slot.ReleaseAt.ToTimestamp(),
            Etag = slot.Etag,
        };
        message.Professionals.AddRange(slot.Workers.Select(worker => new SlotProfessional
        {
            Subject = isParty ? worker.Subject : "",
            Profession = worker.Profession,
            Organisation = worker.Organisation,
        }));
        if (slot.Booking is { } booking && isParty)
        {
            message.Booking = Booked(booking, slot.Present);
        }

        return message;
    }

    private static SlotBooking Booked(Booking booking, string[] present)
    {
        var message = new SlotBooking
        {
            Organisation = booking.Organisation,
            BookedBy = booking.By,
            ConsultationId = booking.ConsultationId?.ToString() ?? "",
            CaseId = booking.CaseId?.ToString() ?? "",
            TaskId = booking.TaskId?.ToString() ?? "",
            ClientId = booking.ClientId?.ToString() ?? "",
            SenderAttends = booking.SenderAttends,
        };
        if (booking.SenderAttended is { } came) { message.SenderAttended = came; }
        message.ProfessionsPresent.AddRange(present);
        return message;
    }
}
