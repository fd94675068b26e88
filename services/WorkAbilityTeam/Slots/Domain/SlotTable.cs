using static Tyokyky.Contracts.Team.V1.SlotState;

namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>What can be done with a slot; the names are those of the RPCs.</summary>
internal enum SlotAction
{
    BookSlot,
    CancelSlotBooking,
    RecordSlotAttendance,
    ReleaseSlot,
    WithdrawSlot,
}

/// <summary>A slot's states. One booking at a time; what is over stays so.</summary>
internal static class SlotTable
{
    public static StateTable<SlotState, SlotAction> Table { get; } = new(
        "slot",
        new(SlotAction.BookSlot, [Open], [Booked], Relation.Sender),
        new(SlotAction.CancelSlotBooking, [Booked], [Open], ReasonSystem: "appointment-cancellation-reason"),
        new(SlotAction.RecordSlotAttendance, [Booked], [Attended, NotAttended], Relation.Owner),
        new(SlotAction.ReleaseSlot, [Open], [Released], Relation.Owner),
        new(SlotAction.WithdrawSlot, [Open], [Withdrawn], Relation.Owner, "error-reason"));

    /// <summary>Null when the slot allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(SlotAction action, SlotState state) =>
        Table.Find(action, state) is not null ? null : state switch
        {
            Open => "SLOT_NOT_BOOKED",
            Booked => "SLOT_TAKEN",
            _ => "SLOT_CLOSED",
        };
}
