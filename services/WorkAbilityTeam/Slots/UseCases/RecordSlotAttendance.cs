namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Says who came to a booked slot.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RecordSlotAttendance(SlotChanges slots, IBusinessClock clock)
{
    public void Validate(RecordSlotAttendanceRequest request, Check check) =>
        check.Codes("professions_present", request.ProfessionsPresent, "profession", clock.Today);

    public Task<RecordSlotAttendanceResponse> Handle(RecordSlotAttendanceRequest request, Call call)
    {
        return slots.ChangeAsync(
            request,
            call,
            SlotStore.Whole(Guid.Parse(request.SlotId)),
            slot => slot.Attend(request.Attended, request.SenderAttended, [.. request.ProfessionsPresent.Distinct()], clock.Now),
            slot => new RecordSlotAttendanceResponse { Slot = slot });
    }
}
