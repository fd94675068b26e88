using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.Slots;

/// <summary>The one slot calendar: offered, booked by the sender, attended, released and counted.</summary>
public sealed class SlotTests(TeamHost host) : IClassFixture<TeamHost>
{
    private SlotsService.SlotsServiceClient City => new(host.As(Role.Referrer, TeamHost.City));

    [Fact]
    public async Task Of_many_bookings_of_one_slot_one_wins()
    {
        var slot = await OfferedAsync(SlotKind.ConsultationHour);
        var asker = new ConsultationsService.ConsultationsServiceClient(host.As(Role.Referrer, TeamHost.City));
        var matters = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ => (await asker.AskConsultationAsync(TeamHost.NewQuestion())).Consultation.ConsultationId));

        var outcomes = await Task.WhenAll(matters.Select(async matter =>
        {
            try
            {
                return (await City.BookSlotAsync(new BookSlotRequest { SlotId = slot.SlotId, ConsultationId = matter })).Slot.Booking.ConsultationId;
            }
            catch (RpcException refusal)
            {
                return Refusal.Of(refusal).Reason;
            }
        }));

        var winner = outcomes.Where(outcome => outcome != "SLOT_TAKEN").ShouldHaveSingleItem();
        (await host.Slots.GetSlotAsync(new GetSlotRequest { SlotId = slot.SlotId })).Slot.Booking.ConsultationId.ShouldBe(winner);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM transition WHERE object_id = '{slot.SlotId}' AND to_state = 'booked'")).ShouldBe(1);
        (await host.Database.FactsAsync<SlotChanged>(slot.SlotId)).Select(fact => fact.State).ShouldBe(["open", "booked"]);
    }

    [Fact]
    public async Task A_professional_is_at_one_slot_at_a_time_also_when_all_offer_at_once()
    {
        var request = host.NewSlot(days: 40, subject: TeamHost.Id());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await host.Slots.OfferSlotsAsync(new OfferSlotsRequest(request) { RequestId = TeamHost.Id(), StartsAt = request.StartsAt + Duration.FromTimeSpan(TimeSpan.FromMinutes(5 * i)) });
                return "";
            }
            catch (RpcException refusal)
            {
                return Refusal.Of(refusal).Reason;
            }
        }));

        outcomes.Count(outcome => outcome.Length == 0).ShouldBe(1);
        outcomes.Where(outcome => outcome.Length > 0).ShouldAllBe(outcome => outcome == "PROFESSIONAL_BUSY");
        await host.Slots.OfferSlotsAsync(new OfferSlotsRequest(request) { RequestId = TeamHost.Id(), StartsAt = request.StartsAt + Duration.FromTimeSpan(TimeSpan.FromMinutes(90)) });
    }

    [Fact]
    public async Task Slots_recur_at_the_same_time_of_day_and_not_on_holidays()
    {
        var weeks = (await host.Slots.OfferSlotsAsync(new OfferSlotsRequest(host.NewSlot(days: 60, subject: TeamHost.Id())) { StartsAt = OnAMonday(), Weeks = 52 })).Slots;

        var times = weeks.Select(slot => TimeZoneInfo.ConvertTime(slot.StartsAt.ToDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki"))).ToList();
        var first = DateOnly.FromDateTime(times[0].DateTime);
        times.Select(at => at.TimeOfDay).Distinct().ShouldHaveSingleItem();
        times.Skip(1).Select(at => DateOnly.FromDateTime(at.DateTime)).ShouldBe(Enumerable.Range(1, 51).Select(week => first.AddDays(7 * week)).Where(FinnishCalendar.IsBusinessDay));
    }

    [Fact]
    public async Task A_reception_is_booked_for_a_task_by_its_sender_and_for_nobody_elses()
    {
        var task = TeamHost.NewTask();
        host.Sources.Tell("referrals", task, task.Client.ClientId);
        await host.CaseOfAsync(task.TaskId);
        var slot = await OfferedAsync();
        var booking = new BookSlotRequest { SlotId = slot.SlotId, TaskId = task.TaskId, SenderAttends = true };

        await new SlotsService.SlotsServiceClient(host.As(Role.Referrer, TeamHost.Stranger)).BookSlotAsync(booking).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await City.BookSlotAsync(new BookSlotRequest { SlotId = slot.SlotId }).ShouldFail(StatusCode.InvalidArgument, "BOOKING_FOR_ONE");
        await City.BookSlotAsync(new BookSlotRequest { SlotId = slot.SlotId, ConsultationId = TeamHost.Id() }).ShouldFail(StatusCode.InvalidArgument, "BOOKING_FOR_ONE");
        var booked = (await City.BookSlotAsync(booking)).Slot;

        (booked.State, booked.Booking.ClientId, booked.Booking.SenderAttends).ShouldBe((SlotState.Booked, task.Client.ClientId, true));
        (await host.Database.FactsAsync<SlotChanged>(task.Client.ClientId)).ShouldHaveSingleItem().TaskId.ShouldBe(task.TaskId);
        await host.Slots.RecordSlotAttendanceAsync(new RecordSlotAttendanceRequest { SlotId = slot.SlotId, Attended = true }).ShouldFail(StatusCode.FailedPrecondition, "SLOT_NOT_BEGUN");
        await new SlotsService.SlotsServiceClient(host.As(Role.Referrer, TeamHost.Stranger)).GetSlotAsync(new GetSlotRequest { SlotId = slot.SlotId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var free = (await City.CancelSlotBookingAsync(new CancelSlotBookingRequest { SlotId = slot.SlotId, Reason = "client-wish" })).Slot;
        (free.State, free.Booking).ShouldBe((SlotState.Open, null));
        (await City.ListSlotsAsync(new ListSlotsRequest { Organisation = TeamHost.County, Profession = "physician" })).Slots.ShouldContain(one => one.SlotId == slot.SlotId && one.Professionals.All(professional => professional.Subject == ""));
    }

    [Fact]
    public async Task A_case_of_the_own_team_is_booked_and_a_matter_is_not()
    {
        var opened = await host.OpenedAsync();
        var (reception, hour) = (await OfferedAsync(), await OfferedAsync(SlotKind.ConsultationHour));

        (await host.Slots.BookSlotAsync(new BookSlotRequest { SlotId = reception.SlotId, CaseId = opened.CaseId })).Slot.Booking.ClientId.ShouldBe(opened.ClientId);
        await host.Slots.BookSlotAsync(new BookSlotRequest { SlotId = hour.SlotId, CaseId = opened.CaseId }).ShouldFail(StatusCode.InvalidArgument, "BOOKING_FOR_ONE");
        var told = await host.Slots.GetAllowedSlotActionsAsync(new GetAllowedSlotActionsRequest { SlotId = reception.SlotId });
        told.Actions.Where(action => action.Allowed).Select(action => action.Action).ShouldBe(["CancelSlotBooking"]);
        (await host.Slots.WithdrawSlotAsync(new WithdrawSlotRequest { SlotId = hour.SlotId, Reason = "duplicate" })).Slot.State.ShouldBe(SlotState.Withdrawn);
        await host.Slots.ReleaseSlotAsync(new ReleaseSlotRequest { SlotId = hour.SlotId }).ShouldFail(StatusCode.FailedPrecondition, "SLOT_CLOSED");
    }

    // Easter Monday is among the year's Mondays, and both changes of the clocks.
    private Timestamp OnAMonday()
    {
        var day = FinnishTime.DayOf(host.Now).AddDays(10);
        return Timestamp.FromDateTimeOffset(FinnishTime.StartOf(day.AddDays((8 - (int)day.DayOfWeek) % 7)).AddHours(9));
    }

    private async Task<Slot> OfferedAsync(SlotKind kind = SlotKind.Reception) => (await host.Slots.OfferSlotsAsync(host.NewSlot(kind, 20, TeamHost.Id()))).Slots[0];
}
