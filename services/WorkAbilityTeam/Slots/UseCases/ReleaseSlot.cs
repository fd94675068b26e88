namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Releases an open slot for other use.</summary>
[Access(Team, Relation.Owner)]
internal sealed class ReleaseSlot(SlotChanges slots, IBusinessClock clock)
{
    public Task<ReleaseSlotResponse> Handle(ReleaseSlotRequest request, Call call)
    {
        return slots.ChangeAsync(
            request,
            call,
            SlotStore.Whole(Guid.Parse(request.SlotId)),
            slot => slot.Release(clock.Now),
            slot => new ReleaseSlotResponse { Slot = slot });
    }
}
