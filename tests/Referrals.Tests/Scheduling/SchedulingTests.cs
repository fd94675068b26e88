using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Scheduling;

public sealed class SchedulingTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private TaskSchedulingService.TaskSchedulingServiceClient Coordinator => new(host.As(Role.Coordinator, City));

    private TaskSchedulingService.TaskSchedulingServiceClient Agency => new(host.As(Role.Referrer, ReferralsHost.Agency));

    [Fact]
    public async Task A_position_is_counted_urgent_first_and_then_by_time()
    {
        var (first, second, urgent) = (await WaitingAsync("work-ability-team"), await WaitingAsync("work-ability-team"), await WaitingAsync("work-ability-team", Urgency.Urgent));

        var places = (await Coordinator.ListWaitListAsync(new ListWaitListRequest { Service = "work-ability-team" })).Tasks;
        places.Select(task => task.TaskId).ShouldBe([urgent, first, second]);
        places.Select(task => task.WaitList.Position).ShouldBe([1, 2, 3]);
        (await ReadAsync(host.AgencyReferrals, second)).WaitList.Position.ShouldBe(3);

        await Coordinator.TakeFromWaitListAsync(new TakeFromWaitListRequest { TaskId = urgent });
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = first });
        (await ReadAsync(host.AgencyReferrals, second)).WaitList.Position.ShouldBe(1);
        (await ReadAsync(host.AgencyReferrals, first)).WaitList.ShouldBeNull();

        var page = await Coordinator.ListWaitListAsync(new ListWaitListRequest { Service = "work-ability-team", PageSize = 1 });
        page.Tasks.ShouldHaveSingleItem().TaskId.ShouldBe(second);
        page.NextPageToken.ShouldBe("");
    }

    [Fact]
    public async Task A_wait_list_is_paged_in_its_order()
    {
        var placed = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            placed.Add(await WaitingAsync("coordination"));
        }

        var (read, token) = (new List<string>(), "");
        do
        {
            var page = await Coordinator.ListWaitListAsync(new ListWaitListRequest { Service = "coordination", PageSize = 2, PageToken = token });
            read.AddRange(page.Tasks.Select(task => task.TaskId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        read.ShouldBe(placed);
    }

    [Fact]
    public async Task An_appointment_is_offered_booked_moved_missed_and_held()
    {
        var task = await AcceptedAsync();
        var start = host.Now.AddDays(2);
        await Coordinator.BookAppointmentAsync(new BookAppointmentRequest { TaskId = task, StartsAt = host.Now.AddDays(-1).ToTimestamp() }).ShouldFail(StatusCode.InvalidArgument, "APPOINTMENT_IN_PAST");

        var offered = (await Coordinator.OfferAppointmentAsync(new OfferAppointmentRequest { TaskId = task, Times = { start.AddDays(1).ToTimestamp(), start.ToTimestamp() }, Minutes = 45, Mode = Mode.InPerson, Place = "Koulukatu 1" })).Referral.Tasks[0];
        (offered.BusinessStatus, offered.Appointment.OfferedTimes.Count, offered.Appointment.StartsAt).ShouldBe((TaskBusinessStatus.AppointmentOffered, 2, null));

        var booked = (await Coordinator.BookAppointmentAsync(new BookAppointmentRequest { TaskId = task, StartsAt = start.ToTimestamp() })).Referral.Tasks[0];
        (booked.BusinessStatus, booked.Appointment.Minutes, booked.Appointment.Mode, booked.Appointment.Place).ShouldBe((TaskBusinessStatus.EventScheduled, 45, Mode.InPerson, "Koulukatu 1"));
        await Coordinator.OfferAppointmentAsync(new OfferAppointmentRequest { TaskId = task, Times = { start.ToTimestamp() }, Minutes = 45, Mode = Mode.InPerson }).ShouldFail(StatusCode.FailedPrecondition, "APPOINTMENT_BOOKED");
        await Coordinator.RecordNoShowAsync(new RecordNoShowRequest { TaskId = task }).ShouldFail(StatusCode.FailedPrecondition, "APPOINTMENT_AHEAD");

        await host.MoveClockAsync(TimeSpan.FromDays(2.1));
        var missed = (await Coordinator.RecordNoShowAsync(new RecordNoShowRequest { TaskId = task })).Referral.Tasks[0];
        missed.BusinessStatus.ShouldBe(TaskBusinessStatus.EventUnattended);
        var again = host.Now.AddHours(1);
        await Coordinator.BookAppointmentAsync(new BookAppointmentRequest { TaskId = task, StartsAt = again.ToTimestamp(), Mode = Mode.Phone });
        await host.MoveClockAsync(TimeSpan.FromHours(2));
        var held = (await Coordinator.CompleteAppointmentAsync(new CompleteAppointmentRequest { TaskId = task, Minutes = 30 })).Referral.Tasks[0];

        (held.BusinessStatus, held.Appointment.State, held.Appointment.Minutes).ShouldBe((TaskBusinessStatus.EventCompleted, AppointmentState.Completed, 30));
        (await host.Database.FactsAsync<AppointmentEnded>(held.ClientId)).Select(fact => (fact.Held, fact.Minutes, fact.Mode)).ShouldBe([(false, 0, Mode.InPerson), (true, 30, Mode.Phone)]);
        await Coordinator.CompleteAppointmentAsync(new CompleteAppointmentRequest { TaskId = task }).ShouldFail(StatusCode.FailedPrecondition, "NO_APPOINTMENT");
    }

    [Fact]
    public async Task A_cancelled_appointment_gives_the_place_on_the_wait_list_back()
    {
        var (first, second) = (await WaitingAsync("coordination"), await WaitingAsync("coordination"));
        var since = (await ReadAsync(host.CoordinatorReferrals, first)).WaitList.Since;
        var start = host.Now.AddDays(2);
        await Coordinator.BookAppointmentAsync(Booking(first, start));
        await Coordinator.BookAppointmentAsync(Booking(first, start.AddDays(1)));

        var cancelled = (await Coordinator.CancelAppointmentAsync(new CancelAppointmentRequest { TaskId = first, Reason = "worker-not-available" })).Referral.Tasks[0];

        (cancelled.WaitList.Since, cancelled.BusinessStatus).ShouldBe((since, TaskBusinessStatus.Waitlisted));
        var read = (await Coordinator.ListWaitListAsync(new ListWaitListRequest { Service = "coordination", PageSize = 500 })).Tasks.Select(task => task.TaskId).ToList();
        read.IndexOf(first).ShouldBeLessThan(read.IndexOf(second));

        // Work that has begun is no longer waited for.
        await Coordinator.BookAppointmentAsync(Booking(first, start));
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = first });
        (await Coordinator.CancelAppointmentAsync(new CancelAppointmentRequest { TaskId = first, Reason = "worker-not-available" })).Referral.Tasks[0].WaitList.ShouldBeNull();
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = second });

        static BookAppointmentRequest Booking(string task, DateTimeOffset at) => new() { TaskId = task, StartsAt = at.ToTimestamp(), Minutes = 30, Mode = Mode.InPerson };
    }

    [Fact]
    public async Task An_authority_that_could_sanction_is_told_nothing_of_appointments()
    {
        var kela = new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));
        var referral = await host.SubmittedAsync(kela);
        var task = referral.Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        await Coordinator.PlaceOnWaitListAsync(new PlaceOnWaitListRequest { TaskId = task, Reason = "client-wish" });
        (await ReadAsync(kela, task)).WaitList.Reason.ShouldBe("waiting");

        await Coordinator.BookAppointmentAsync(new BookAppointmentRequest { TaskId = task, StartsAt = host.Now.AddMinutes(1).ToTimestamp(), Minutes = 30, Mode = Mode.Video });
        await host.MoveClockAsync(TimeSpan.FromMinutes(5));
        await Coordinator.RecordNoShowAsync(new RecordNoShowRequest { TaskId = task });

        var seen = await ReadAsync(kela, task);
        (seen.BusinessStatus, seen.Appointment, seen.Status).ShouldBe((TaskBusinessStatus.Unspecified, null, TaskStatus.Accepted));
        var told = await kela.GetAllowedActionsAsync(new GetAllowedActionsRequest { TaskId = task });
        told.Actions.Single(action => action.Action == "BookAppointment").BlockedReason.ShouldBe("NO_RELATION");
        (await ReadAsync(host.CoordinatorReferrals, task)).BusinessStatus.ShouldBe(TaskBusinessStatus.EventUnattended);
    }

    [Fact]
    public async Task A_hand_over_is_proposed_agreed_by_the_other_side_and_held()
    {
        var task = (await host.SubmittedAsync()).Tasks[0].TaskId;
        var start = host.Now.AddHours(3);
        await Agency.ProposeHandoverAsync(new ProposeHandoverRequest { TaskId = task, StartsAt = start.ToTimestamp(), Minutes = 60, Mode = Mode.InPerson, Place = "Koordinaattorin huone" });
        await Agency.AgreeHandoverAsync(new AgreeHandoverRequest { TaskId = task }).ShouldFail(StatusCode.FailedPrecondition, "HANDOVER_PROPOSED_BY_YOU");
        await Coordinator.ProposeHandoverAsync(new ProposeHandoverRequest { TaskId = task, StartsAt = start.AddHours(1).ToTimestamp(), Minutes = 45, Mode = Mode.Video });
        var agreed = (await Agency.AgreeHandoverAsync(new AgreeHandoverRequest { TaskId = task })).Referral.Tasks[0];
        (agreed.Handover.State, agreed.Handover.ProposedBy, agreed.Handover.Minutes).ShouldBe((HandoverState.Agreed, City, 45));
        await Coordinator.RecordHandoverAsync(new RecordHandoverRequest { TaskId = task, Held = true, ClientPart = ClientPart.Remote }).ShouldFail(StatusCode.FailedPrecondition, "HANDOVER_AHEAD");

        await host.MoveClockAsync(TimeSpan.FromHours(5));
        var held = (await Coordinator.RecordHandoverAsync(new RecordHandoverRequest { TaskId = task, Held = true, ClientPart = ClientPart.Remote })).Referral.Tasks[0];

        (held.Handover.State, held.Handover.ClientPart).ShouldBe((HandoverState.Held, ClientPart.Remote));
        var told = (await host.Database.FactsAsync<HandoverRecorded>(held.ClientId)).ShouldHaveSingleItem();
        (told.Held, told.ClientPresent, told.Minutes).ShouldBe((true, true, 45));
        await Agency.ProposeHandoverAsync(new ProposeHandoverRequest { TaskId = task, StartsAt = host.Now.AddDays(1).ToTimestamp(), Minutes = 45, Mode = Mode.Video }).ShouldFail(StatusCode.FailedPrecondition, "HANDOVER_ALREADY_HELD");
    }

    private async Task<string> AcceptedAsync(string service = "coordination", Urgency urgency = Urgency.Routine)
    {
        var request = host.NewReferral(service: service);
        request.Urgency = urgency;
        var task = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        return task;
    }

    private async Task<string> WaitingAsync(string service, Urgency urgency = Urgency.Routine)
    {
        var task = await AcceptedAsync(service, urgency);
        var placed = (await Coordinator.PlaceOnWaitListAsync(new PlaceOnWaitListRequest { TaskId = task, Reason = "awaiting-capacity" })).Referral.Tasks[0];
        placed.BusinessStatus.ShouldBe(TaskBusinessStatus.Waitlisted);
        await Coordinator.PlaceOnWaitListAsync(new PlaceOnWaitListRequest { TaskId = task, Reason = "other" }).ShouldFail(StatusCode.FailedPrecondition, "ALREADY_ON_WAIT_LIST");
        return task;
    }

    private static async Task<Contracts.Referrals.V1.Task> ReadAsync(ReferralsService.ReferralsServiceClient client, string task)
    {
        var told = await client.ListReferralsAsync(new ListReferralsRequest { PageSize = 500 });
        return told.Referrals.SelectMany(referral => referral.Tasks).FirstOrDefault(each => each.TaskId == task)
            ?? (await client.ListTasksAsync(new ListTasksRequest { PageSize = 500 })).Tasks.Single(each => each.TaskId == task);
    }
}
