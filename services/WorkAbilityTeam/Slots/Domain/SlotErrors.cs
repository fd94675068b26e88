using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>How slots refuse.</summary>
internal static class SlotErrors
{
    public static DomainException Blocked(string reason, OfferedSlot slot) => OfSlot(reason, $"The slot is {StateCode.Of(slot.State)}.", slot);

    public static DomainException Begun(OfferedSlot slot) => OfSlot("SLOT_BEGUN", "The slot has begun.", slot);

    public static DomainException NotBegun(OfferedSlot slot) => OfSlot("SLOT_NOT_BEGUN", "The slot has not begun yet.", slot);

    public static DomainException ProfessionalBusy(string subject, DateTimeOffset startsAt) =>
        new(
            ErrorKind.FailedPrecondition,
            "PROFESSIONAL_BUSY",
            "One of the professionals has another slot at that time.",
            ("professional", subject),
            ("starts_at", startsAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));

    public static DomainException ForOne(string field, string whatWouldBeRight) => DomainException.Field(field, "BOOKING_FOR_ONE", whatWouldBeRight);

    private static DomainException OfSlot(string reason, string message, OfferedSlot slot) =>
        new(ErrorKind.FailedPrecondition, reason, message, ("slot_id", slot.Id.ToString()), ("slot_state", StateCode.Of(slot.State)))
        {
            Preconditions = [new Precondition("SLOT_STATE", slot.Id.ToString(), reason)],
        };
}
