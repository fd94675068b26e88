using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Tells what the caller may do with a slot now and, for the rest, why not: from the table that the RPCs themselves check.</summary>
[Access(Team | Role.Coach | Role.Referrer, Relation.Owner | Relation.Sender | Relation.Asked)]
internal sealed class GetAllowedSlotActions(SlotReading reading, IBusinessClock clock)
{
    public async Task<GetAllowedSlotActionsResponse> Handle(GetAllowedSlotActionsRequest request, Call call)
    {
        var slot = await reading.OpenAsync(request.SlotId, call);

        return new GetAllowedSlotActionsResponse { State = slot.State, Actions = { SlotTable.Table.Rules.Select(rule => Tell(rule.Action, slot, call)) } };
    }

    private AllowedAction Tell(SlotAction action, OfferedSlot slot, Call call)
    {
        var reason = Access.Table.RefusalOf(action.ToString(), call.Caller, slot.RelationOf(call.Caller)) ?? BlockedBy(action, slot) ?? "";
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = reason.Length == 0,
            BlockedReason = reason,
            ClearedBy = reason.Length == 0 ? "" : reason is "NO_RELATION" or "SLOT_TAKEN" ? "other_side" : "nobody",
        };
    }

    private string? BlockedBy(SlotAction action, OfferedSlot slot) =>
        SlotTable.BlockedBy(action, slot.State) ?? action switch
        {
            SlotAction.BookSlot or SlotAction.CancelSlotBooking when clock.Now >= slot.StartsAt => "SLOT_BEGUN",
            SlotAction.RecordSlotAttendance when clock.Now < slot.StartsAt => "SLOT_NOT_BEGUN",
            _ => null,
        };
}
