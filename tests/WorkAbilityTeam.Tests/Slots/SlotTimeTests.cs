using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.Slots;

/// <summary>What slots do by themselves in their time; this host's clock goes forward.</summary>
public sealed class SlotTimeTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task What_nobody_booked_is_released_and_what_was_booked_is_attended_or_not_and_all_is_counted()
    {
        var (first, second) = (await host.OpenedAsync(), await host.OpenedAsync());
        var (attended, missed, unused) = (await OfferedAsync(), await OfferedAsync(), await OfferedAsync());
        await host.Slots.BookSlotAsync(new BookSlotRequest { SlotId = attended.SlotId, CaseId = first.CaseId, SenderAttends = true });
        await host.Slots.BookSlotAsync(new BookSlotRequest { SlotId = missed.SlotId, CaseId = second.CaseId });

        await host.MoveClockAsync(unused.ReleaseAt.ToDateTimeOffset() - host.Now);
        await Eventually.Holds(async () => (await ReadAsync(unused)).State == SlotState.Released, "the slot is released");
        (await host.Database.FactsAsync<SlotChanged>(unused.SlotId)).Select(fact => fact.State).ShouldBe(["open", "released"]);
        (await ReadAsync(missed)).State.ShouldBe(SlotState.Booked);

        await host.MoveClockAsync(attended.StartsAt.ToDateTimeOffset() - host.Now + TimeSpan.FromMinutes(30));
        await host.Slots.CancelSlotBookingAsync(new CancelSlotBookingRequest { SlotId = missed.SlotId, Reason = "client-wish" }).ShouldFail(StatusCode.FailedPrecondition, "SLOT_BEGUN");
        var held = (await host.Slots.RecordSlotAttendanceAsync(new RecordSlotAttendanceRequest { SlotId = attended.SlotId, Attended = true, SenderAttended = true, ProfessionsPresent = { "physician" } })).Slot;
        (held.State, held.Booking.SenderAttended, held.Booking.ProfessionsPresent).ShouldBe((SlotState.Attended, true, ["physician"]));
        (await host.Slots.RecordSlotAttendanceAsync(new RecordSlotAttendanceRequest { SlotId = missed.SlotId })).Slot.State.ShouldBe(SlotState.NotAttended);
        (await host.Database.FactsAsync<SlotChanged>(first.ClientId))[^1].SenderAttended.ShouldBeTrue();

        var counts = await host.Slots.SummariseSlotsAsync(new SummariseSlotsRequest { FromDay = TeamHost.Today, ToDay = TeamHost.Day(60), Kind = SlotKind.Reception });
        (counts.Offered, counts.Booked, counts.Used, counts.NotAttended, counts.Released, counts.Open, counts.MinutesUsed).ShouldBe((3, 2, 1, 1, 1, 0, 45));
    }

    private async Task<Slot> OfferedAsync() => (await host.Slots.OfferSlotsAsync(host.NewSlot(days: 20, subject: TeamHost.Id()))).Slots[0];

    private async Task<Slot> ReadAsync(Slot slot) => (await host.Slots.GetSlotAsync(new GetSlotRequest { SlotId = slot.SlotId })).Slot;
}
