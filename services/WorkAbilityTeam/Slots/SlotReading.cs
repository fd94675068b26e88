namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>How a slot is read: an open one by everybody who may book it, any other by its two organisations; a booking is logged on its client.</summary>
internal sealed class SlotReading(Database database, AccessLog accessLog)
{
    public async Task<OfferedSlot> OpenAsync(string slotId, Call call)
    {
        var slot = await database.OneAsync(SlotStore.ById(Guid.Parse(slotId)), call.Cancel);
        var own = slot?.RelationOf(call.Caller) ?? Relation.None;
        call.SetAuditSubject(own == Relation.None ? null : slot?.Booking?.ClientId?.ToString(), "slot", slotId);
        call.Authorize(slot, own | (slot?.State == SlotState.Open ? Relation.Asked : Relation.None));
        if (own != Relation.None && slot.Booking?.ClientId is { } client)
        {
            await accessLog.ReadAsync(call, client, slot.ObjectType, slot.Id);
        }

        return slot;
    }
}
