namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Takes a booking back.</summary>
[Access(Team, Relation.Owner | Relation.Sender)]
[Access(Role.Coach | Role.Referrer, Relation.Sender)]
internal sealed class CancelSlotBooking(SlotChanges slots, IBusinessClock clock)
{
    public void Validate(CancelSlotBookingRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "appointment-cancellation-reason", clock.Today);

    public Task<CancelSlotBookingResponse> Handle(CancelSlotBookingRequest request, Call call)
    {
        return slots.ChangeAsync(
            request,
            call,
            SlotStore.Whole(Guid.Parse(request.SlotId)),
            slot => slot.CancelBooking(request.Reason, clock.Now),
            slot => new CancelSlotBookingResponse { Slot = slot });
    }
}
