using Tyokyky.WorkAbilityTeam.Consultations;
using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Books an open slot for a matter, a case or a task of the caller's organisation.</summary>
[Access(Team | Role.Coach | Role.Referrer)]
internal sealed class BookSlot(SlotChanges slots, Database database, IBusinessClock clock)
{
    public static void Validate(BookSlotRequest request, Check check) => check
        .That(
            new[] { request.ConsultationId, request.CaseId, request.TaskId }.Count(id => id.Length > 0) == 1,
            "consultation_id", "BOOKING_FOR_ONE", "the one of consultation_id, case_id and task_id that is given");

    public Task<BookSlotResponse> Handle(BookSlotRequest request, Call call)
    {
        return slots.ChangeAsync(
            request,
            call,
            SlotStore.Whole(Guid.Parse(request.SlotId)),
            async slot => slot.Book(await BookingAsync(request, slot, call), clock.Now),
            slot => new BookSlotResponse { Slot = slot });
    }

    // The slot's version guards who has it; of what it is for, the caller's part in it never ends.
    private async Task<Booking> BookingAsync(BookSlotRequest request, OfferedSlot slot, Call call)
    {
        var (organisation, booking) = (call.Caller.Organisation, new Booking(
            call.Caller.Organisation, call.Caller.Subject, Ids.Optional(request.ConsultationId), Ids.Optional(request.CaseId), Ids.Optional(request.TaskId),
            null, request.SenderAttends, null));
        if (booking.ConsultationId is { } matterId)
        {
            MustBe(slot, SlotKind.ConsultationHour, "consultation_id", "empty for a reception, which is booked for a case or a task");
            var matter = await database.OneAsync(ConsultationStore.ById(matterId), call.Cancel);
            call.Authorize(matter is not null && matter.AskingOrganisation == organisation ? Relation.Sender : null);
            return booking with { ClientId = matter!.ClientId };
        }

        if (booking.CaseId is { } caseId)
        {
            MustBe(slot, SlotKind.Reception, "case_id", "empty for a consultation hour, which is booked for a matter");
            var teamCase = await database.OneAsync(CaseStore.ById(caseId), call.Cancel);
            call.Authorize(teamCase is not null && teamCase.Organisation == organisation ? Relation.Owner : null);
            return booking with { ClientId = teamCase!.Client.Id };
        }

        MustBe(slot, SlotKind.Reception, "task_id", "empty for a consultation hour, which is booked for a matter");
        var task = await database.OneAsync(SlotStore.TaskById(booking.TaskId!.Value), call.Cancel);
        call.Authorize(task is not null && (task.Sender == organisation || task.Receiver == organisation) ? Relation.Sender : null);
        return booking with { ClientId = task!.ClientId };
    }

    private static void MustBe(OfferedSlot slot, SlotKind kind, string field, string whatWouldBeRight)
    {
        if (slot.Kind != kind)
        {
            throw SlotErrors.ForOne(field, whatWouldBeRight);
        }
    }
}
