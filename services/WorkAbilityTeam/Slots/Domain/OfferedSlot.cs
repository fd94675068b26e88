using Tyokyky.WorkAbilityTeam.Common;
using Mode = Tyokyky.Contracts.Common.V1.Mode;

namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>A time that an organisation offers (aika), with several professionals at a unit. It has one booking at a time.</summary>
internal sealed record OfferedSlot : IAggregate<OfferedSlot>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required SlotKind Kind { get; init; }

    public required string Unit { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required int Minutes { get; init; }

    public required Mode Mode { get; init; }

    public required SlotWorker[] Workers { get; init; }

    /// <summary>When it is released if nobody booked it.</summary>
    public required DateTimeOffset ReleaseAt { get; init; }

    public SlotState State { get; init; } = SlotState.Open;

    public Booking? Booking { get; init; }

    /// <summary>Professions that were present.</summary>
    public string[] Present { get; init; } = [];

    public long Version { get; init; } = 1;

    public string ObjectType => "slot";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public DateTimeOffset EndsAt => StartsAt.AddMinutes(Minutes);

    public DateOnly Day => FinnishTime.DayOf(StartsAt);

    public OfferedSlot At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (Booking?.Organisation == caller.Organisation ? Relation.Sender : Relation.None);

    public Transition Offered(DateTimeOffset at) => new(ObjectType, Id, "", StateCode.Of(State), at);

    public (OfferedSlot Slot, Transition Transition) Book(Booking booking, DateTimeOffset now)
    {
        MustAllow(SlotAction.BookSlot);
        MustNotHaveBegun(now);
        return To(SlotState.Booked, now, this with { Booking = booking });
    }

    public (OfferedSlot Slot, Transition Transition) CancelBooking(string reason, DateTimeOffset now)
    {
        MustAllow(SlotAction.CancelSlotBooking);
        MustNotHaveBegun(now);
        return To(SlotState.Open, now, this with { Booking = null }, reason);
    }

    public (OfferedSlot Slot, Transition Transition) Attend(bool attended, bool senderAttended, string[] present, DateTimeOffset now)
    {
        MustAllow(SlotAction.RecordSlotAttendance);
        if (now < StartsAt)
        {
            throw SlotErrors.NotBegun(this);
        }

        return To(
            attended ? SlotState.Attended : SlotState.NotAttended,
            now,
            this with { Booking = Booking! with { SenderAttended = senderAttended }, Present = present });
    }

    public (OfferedSlot Slot, Transition Transition) Release(DateTimeOffset now)
    {
        MustAllow(SlotAction.ReleaseSlot);
        return To(SlotState.Released, now, this);
    }

    public (OfferedSlot Slot, Transition Transition) Withdraw(string reason, DateTimeOffset now)
    {
        MustAllow(SlotAction.WithdrawSlot);
        return To(SlotState.Withdrawn, now, this, reason);
    }

    /// <summary>When it is released by itself, as it stands: before it begins, or when it does where its time of release has passed already.</summary>
    public DateTimeOffset? ReleasesAt(DateTimeOffset now) => State != SlotState.Open ? null : now < ReleaseAt ? ReleaseAt : StartsAt;

    private (OfferedSlot Slot, Transition Transition) To(SlotState state, DateTimeOffset at, OfferedSlot now, string reason = "") =>
        (now with { State = state }, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(state), at, reason));

    private void MustAllow(SlotAction action)
    {
        if (SlotTable.BlockedBy(action, State) is { } blocked)
        {
            throw SlotErrors.Blocked(blocked, this);
        }
    }

    private void MustNotHaveBegun(DateTimeOffset now)
    {
        if (now >= StartsAt)
        {
            throw SlotErrors.Begun(this);
        }
    }
}

/// <summary>A professional of a slot.</summary>
internal sealed record SlotWorker(string Subject, string Profession, string Organisation);

/// <summary>A booking (varaus): by whom, and for which matter, case or task.</summary>
internal sealed record Booking(
    string Organisation, string By, Guid? ConsultationId, Guid? CaseId, Guid? TaskId, Guid? ClientId, bool SenderAttends, bool? SenderAttended);

/// <summary>When slots that nobody booked are released: the dated rows of code system consultation-limit.</summary>
internal static class SlotLimits
{
    /// <summary>So many business days before its day; when it begins, where that has passed already.</summary>
    public static DateTimeOffset ReleaseAt(DateTimeOffset startsAt, DateTimeOffset now)
    {
        var day = FinnishTime.DayOf(startsAt);
        var at = FinnishTime.StartOf(FinnishCalendar.SubtractBusinessDays(day, DatedAmounts.On("consultation-limit", "slot-release", day)!.Amount));
        return at > now ? at : startsAt;
    }
}
