namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Withdraws a slot that was not to be offered.</summary>
[Access(Team, Relation.Owner)]
internal sealed class WithdrawSlot(SlotChanges slots, IBusinessClock clock)
{
    public void Validate(WithdrawSlotRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<WithdrawSlotResponse> Handle(WithdrawSlotRequest request, Call call)
    {
        return slots.ChangeAsync(
            request,
            call,
            SlotStore.Whole(Guid.Parse(request.SlotId)),
            slot => slot.Withdraw(request.Reason, clock.Now),
            slot => new WithdrawSlotResponse { Slot = slot });
    }
}
