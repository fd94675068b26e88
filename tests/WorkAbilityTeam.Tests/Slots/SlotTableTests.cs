using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Slots;

namespace Tyokyky.WorkAbilityTeam.Tests.Slots;

/// <summary>The table of slots, walked whole.</summary>
public sealed class SlotTableTests
{
    private static readonly DateTimeOffset starts = new(2026, 12, 28, 7, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> EveryActionInEveryState
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var action in Enum.GetNames<SlotAction>())
            {
                foreach (var state in Enum.GetValues<SlotState>().Where(state => state != SlotState.Unspecified))
                {
                    data.Add(action, state.ToString());
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused(string actionName, string stateName)
    {
        var action = Enum.Parse<SlotAction>(actionName);
        var slot = SlotIn(Enum.Parse<SlotState>(stateName));
        var afters = SlotTable.Table.After(action, slot.State);

        foreach (var (target, act) in Acts(action))
        {
            if (afters is not null)
            {
                afters.ShouldContain(target);
                act(slot).State.ShouldBe(target);
            }
            else
            {
                Should.Throw<DomainException>(() => act(slot)).Reason.ShouldBe(SlotTable.BlockedBy(action, slot.State));
            }
        }
    }

    [Fact]
    public void An_unbooked_slot_is_released_two_business_days_before_its_day_or_when_it_begins() // Christmas is between
    {
        SlotLimits.ReleaseAt(starts, starts.AddDays(-30)).ShouldBe(FinnishTime.StartOf(new DateOnly(2026, 12, 22)));
        SlotLimits.ReleaseAt(starts, starts.AddDays(-1)).ShouldBe(starts);
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/slot.md", SlotTable.Table.Diagram(SlotState.Open));

    private static (SlotState Target, Func<OfferedSlot, OfferedSlot> Act)[] Acts(SlotAction action) => action switch
    {
        SlotAction.BookSlot => [(SlotState.Booked, slot => slot.Book(Booked(), starts.AddDays(-9)).Slot)],
        SlotAction.CancelSlotBooking => [(SlotState.Open, slot => slot.CancelBooking("other", starts.AddDays(-9)).Slot)],
        SlotAction.RecordSlotAttendance =>
        [
            (SlotState.Attended, slot => slot.Attend(true, true, [], starts).Slot), (SlotState.NotAttended, slot => slot.Attend(false, false, [], starts).Slot),
        ],
        SlotAction.ReleaseSlot => [(SlotState.Released, slot => slot.Release(starts.AddDays(-9)).Slot)],
        _ => [(SlotState.Withdrawn, slot => slot.Withdraw("other", starts.AddDays(-9)).Slot)],
    };

    private static Booking Booked() => new(TeamHost.City, "sender", null, null, Guid.NewGuid(), Guid.NewGuid(), true, null);

    private static OfferedSlot SlotIn(SlotState state) => new()
    {
        Id = Guid.NewGuid(),
        Organisation = TeamHost.County,
        Kind = SlotKind.Reception,
        Unit = "Asema",
        StartsAt = starts,
        Minutes = 45,
        Mode = Mode.InPerson,
        Workers = [new SlotWorker("doctor", "physician", TeamHost.County)],
        ReleaseAt = starts.AddDays(-2),
        State = state,
        Booking = state is SlotState.Booked or SlotState.Attended or SlotState.NotAttended ? Booked() : null,
    };
}
