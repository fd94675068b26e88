using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

public sealed class CaseloadTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    private const string City = CoachingHost.City;

    private CaseloadsService.CaseloadsServiceClient Caseloads => new(host.As(Role.Coach, City));

    private CaseloadsService.CaseloadsServiceClient Manager => new(host.As(Role.Manager, City));

    [Fact]
    public async Task A_coach_with_twenty_one_persons_has_too_many_and_with_twenty_not()
    {
        var worker = await host.WorkerAsync();
        var started = new List<Coaching>();
        for (var n = 0; n < 20; n++) { started.Add(await StartedAsync(worker)); }

        var twenty = await LoadAsync(worker);
        (twenty.Clients, twenty.InCoaching, twenty.Paused, twenty.InWorkSupport, twenty.Limit, twenty.AtLimit, twenty.OverLimit, twenty.CoachName).ShouldBe((20, 20, 0, 0, 20, true, false, "Veikko Vainio"));
        started.Add(await StartedAsync(worker));
        (await LoadAsync(worker)).OverLimit.ShouldBeTrue();
        (await Manager.ListCaseloadsAsync(new ListCaseloadsRequest { OverLimit = true })).Caseloads.Select(load => load.Coach).ShouldContain(worker);

        // Support in work goes on after the coaching's end; a pause is still the coach's; who leaves without support is not.
        await host.Coachings.PauseCoachingAsync(new PauseCoachingRequest { CoachingId = started[0].CoachingId, Reason = "health", FromDay = CoachingHost.Day(-5) });
        await host.Coachings.StartInWorkSupportAsync(new StartInWorkSupportRequest { CoachingId = started[1].CoachingId, FromDay = CoachingHost.Day(-9) });
        foreach (var ended in started[1..3])
        {
            await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = ended.CoachingId, Outcome = "employed", EndedOn = CoachingHost.Day(-4) });
        }

        var load = await LoadAsync(worker);
        (load.Clients, load.InCoaching, load.Paused, load.InWorkSupport, load.OverLimit).ShouldBe((20, 19, 1, 1, false));
        (await Manager.ListCaseloadsAsync(new ListCaseloadsRequest { Coach = worker, OverLimit = true })).Caseloads.ShouldBeEmpty();
    }

    [Fact]
    public async Task Caseloads_go_with_the_coach_and_page_by_page()
    {
        var (one, other) = (await host.WorkerAsync(), await host.WorkerAsync());
        var started = await StartedAsync(one);
        await host.Coachings.AssignCoachAsync(new AssignCoachRequest { CoachingId = started.CoachingId, Coach = other, CoachName = "Uusi", Reason = "workload", FromDay = CoachingHost.Day(-1) });

        (await Manager.ListCaseloadsAsync(new ListCaseloadsRequest { Coach = one })).Caseloads.ShouldBeEmpty();
        (await LoadAsync(other)).CoachName.ShouldBe("Uusi");
        await StartedAsync(one);
        var seen = new List<string>();
        var request = new ListCaseloadsRequest { PageSize = 1 };
        do
        {
            var page = await Manager.ListCaseloadsAsync(request);
            seen.AddRange(page.Caseloads.Select(load => load.Coach));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        seen.ShouldBeUnique();
        seen.ShouldBe(seen.Order(StringComparer.Ordinal));
        new[] { one, other }.ShouldBeSubsetOf(seen);
        (await new CaseloadsService.CaseloadsServiceClient(host.As(Role.Manager, CoachingHost.Stranger)).ListCaseloadsAsync(new ListCaseloadsRequest { Coach = one })).Caseloads.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_coachs_week_has_what_is_planned_due_and_overdue_and_goes_with_the_coach()
    {
        var (worker, successor) = (await host.WorkerAsync(), await host.WorkerAsync());
        var silent = await StartedAsync(worker);
        var supported = await StartedAsync(worker);
        await host.Coachings.StartInWorkSupportAsync(new StartInWorkSupportRequest { CoachingId = supported.CoachingId, FromDay = CoachingHost.Day(-15) });
        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(supported)) { ContactedOn = CoachingHost.Day(-7) });
        var paused = await StartedAsync(worker);
        await host.Coachings.PauseCoachingAsync(new PauseCoachingRequest { CoachingId = paused.CoachingId, Reason = "health", FromDay = CoachingHost.Day(-5), ReviewOn = CoachingHost.Day(0) });
        var fresh = await StartedAsync(worker);
        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(fresh)) { ContactedOn = CoachingHost.Day(0) });
        var planned = await PlanAsync(fresh, 0);
        await PlanAsync(fresh, 40);

        var day = await DayAsync(worker);
        day.Select(item => $"{item.Kind} {item.CoachingId} {item.Overdue}").ShouldBe(
        [
            // Twenty days since the start, fourteen are the limit; in the first month of support a week is.
            $"NoContact {silent.CoachingId} True",
            $"PlannedContact {fresh.CoachingId} False",
            $"InWorkSupport {supported.CoachingId} False",
            $"PauseReview {paused.CoachingId} False",
        ]);
        day[0].DueOn.ShouldBe(CoachingHost.Day(-6));
        day.Single(item => item.Kind == AgendaKind.InWorkSupport).LastContactOn.ShouldBe(CoachingHost.Day(-7));
        (await Manager.ListAgendaAsync(new ListAgendaRequest { Span = AgendaSpan.Week })).Items.ShouldContain(day[0]);

        // Page by page it is the same.
        var pages = new List<AgendaItem>();
        var request = new ListAgendaRequest { Span = AgendaSpan.Day, Coach = worker, PageSize = 1 };
        do
        {
            var page = await Caseloads.ListAgendaAsync(request);
            pages.AddRange(page.Items);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        pages.ShouldBe(day);

        await Caseloads.CompletePlannedContactAsync(new CompletePlannedContactRequest { PlannedContactId = planned.PlannedContactId });
        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(silent)) { ContactedOn = CoachingHost.Day(-1) });
        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(supported)) { ContactedOn = CoachingHost.Day(0) });
        await host.Coachings.ResumeCoachingAsync(new ResumeCoachingRequest { CoachingId = paused.CoachingId, ResumedOn = CoachingHost.Day(0) });
        (await DayAsync(worker)).Select(item => $"{item.Kind} {item.CoachingId}").ShouldBe([$"NoContact {paused.CoachingId}"]);

        // What names nobody is for whoever coaches by then, and a later week has no more than its own.
        var later = new ListAgendaRequest { Span = AgendaSpan.Week, Day = CoachingHost.Day(40), Coach = worker };
        (await Caseloads.ListAgendaAsync(later)).Items.ShouldContain(item => item.Kind == AgendaKind.PlannedContact && item.CoachingId == fresh.CoachingId);
        await host.Coachings.AssignCoachAsync(new AssignCoachRequest { CoachingId = fresh.CoachingId, Coach = successor, CoachName = "Uusi", Reason = "workload", FromDay = CoachingHost.Day(0) });
        (await Caseloads.ListAgendaAsync(later)).Items.ShouldNotContain(item => item.Kind == AgendaKind.PlannedContact);
        var week = await Caseloads.ListAgendaAsync(new ListAgendaRequest(later) { Coach = successor });
        week.Items.Single(item => item.Kind == AgendaKind.PlannedContact).Coach.ShouldBe(successor);
        week.FromDay.ToDay().DayOfWeek.ShouldBe(DayOfWeek.Monday);
        (week.ToDay.ToDay().DayNumber - week.FromDay.ToDay().DayNumber).ShouldBe(6);
        week.Items.ShouldAllBe(item => !item.Overdue && item.DueOn.ToDay() >= week.FromDay.ToDay());
    }

    [Fact]
    public async Task In_support_in_work_contact_is_weekly_in_the_first_month_and_monthly_then()
    {
        var worker = await host.WorkerAsync();
        var measure = CoachingHost.NewMeasure(daysAgo: 100);
        host.Sources.Tell("team", measure, measure.Client.ClientId);
        var opened = await host.CoachingOfAsync(measure.MeasureId);
        var started = (await host.Coachings.StartCoachingAsync(new StartCoachingRequest(CoachingHost.NewStart(opened)) { Coach = worker, StartedOn = CoachingHost.Day(-90) })).Coaching;
        await host.Coachings.StartInWorkSupportAsync(new StartInWorkSupportRequest { CoachingId = started.CoachingId, FromDay = CoachingHost.Day(-60) });

        (await DayAsync(worker)).ShouldHaveSingleItem().DueOn.ShouldBe(CoachingHost.Day(-53));
        await LogAsync(-33);
        (await DayAsync(worker)).ShouldHaveSingleItem().DueOn.ShouldBe(CoachingHost.Day(-26));
        await LogAsync(-32);
        (await DayAsync(worker)).ShouldHaveSingleItem().DueOn.ShouldBe(CoachingHost.Day(-2));
        await LogAsync(-29);
        (await DayAsync(worker)).ShouldBeEmpty();

        async Task LogAsync(int day) => await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started)) { ContactedOn = CoachingHost.Day(day) });
    }

    [Fact]
    public async Task A_planned_contact_is_moved_made_and_not_twice()
    {
        var started = await host.StartedAsync();
        var contact = (await host.Coachings.LogContactAsync(CoachingHost.NewContact(started))).ContactId;
        var elsewhere = (await host.Coachings.LogContactAsync(CoachingHost.NewContact(await host.StartedAsync()))).ContactId;
        var worker = await host.WorkerAsync();
        var planned = await PlanAsync(started, 2);

        var moved = (await Caseloads.MovePlannedContactAsync(new MovePlannedContactRequest { PlannedContactId = planned.PlannedContactId, PlannedOn = CoachingHost.Day(5), Coach = worker, Etag = planned.Etag })).PlannedContact;
        (moved.PlannedOn, moved.Coach, moved.State).ShouldBe((CoachingHost.Day(5), worker, PlannedContactState.Planned));
        var complete = new CompletePlannedContactRequest { PlannedContactId = planned.PlannedContactId, ContactId = contact, RequestId = CoachingHost.Id() };
        await Caseloads.CompletePlannedContactAsync(new CompletePlannedContactRequest(complete) { ContactId = elsewhere }).ShouldFail(StatusCode.InvalidArgument, "CONTACT_UNKNOWN");
        var done = await Caseloads.CompletePlannedContactAsync(complete);
        (await Caseloads.CompletePlannedContactAsync(complete)).ShouldBe(done);
        (done.PlannedContact.State, done.PlannedContact.ContactId, done.PlannedContact.DoneOn).ShouldBe((PlannedContactState.Done, contact, CoachingHost.Day(0)));

        await Caseloads.CancelPlannedContactAsync(new CancelPlannedContactRequest { PlannedContactId = planned.PlannedContactId, Reason = "client-ill" }).ShouldFail(StatusCode.FailedPrecondition, "PLANNED_CONTACT_DONE");
        var cancelled = (await Caseloads.CancelPlannedContactAsync(new CancelPlannedContactRequest { PlannedContactId = (await PlanAsync(started, 3)).PlannedContactId, Reason = "client-ill" })).PlannedContact;
        (cancelled.State, cancelled.CancellationReason).ShouldBe((PlannedContactState.Cancelled, "client-ill"));
        (await host.TrailAsync(planned.PlannedContactId)).ShouldBe([">planned ", "planned>planned moved", "planned>done "]);
        var actions = (await Caseloads.GetAllowedPlannedContactActionsAsync(new GetAllowedPlannedContactActionsRequest { PlannedContactId = planned.PlannedContactId })).Actions;
        actions.ShouldAllBe(action => !action.Allowed && action.BlockedReason == "PLANNED_CONTACT_DONE");
    }

    [Fact]
    public async Task A_contact_is_planned_ahead_in_a_coaching_that_has_started()
    {
        var request = NewPlan(await host.StartedAsync(), 0);

        await Caseloads.PlanContactAsync(new PlanContactRequest(request) { PlannedOn = CoachingHost.Day(-1) }).ShouldFail(StatusCode.InvalidArgument, "DAY_NOT_AHEAD");
        await Caseloads.PlanContactAsync(new PlanContactRequest(request) { Purpose = "magic" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");
        await Caseloads.PlanContactAsync(new PlanContactRequest(request) { Coach = "nobody-we-know" }).ShouldFail(StatusCode.InvalidArgument, "WORKER_UNKNOWN");
        await Caseloads.PlanContactAsync(new PlanContactRequest(request) { CoachingId = (await host.OpenedAsync()).CoachingId }).ShouldFail(StatusCode.FailedPrecondition, "COACHING_NOT_STARTED");
    }

    [Fact]
    public async Task Working_time_is_recorded_by_day_taken_back_and_told()
    {
        var worker = await host.WorkerAsync();
        var request = new RecordCoachTimeRequest { Coach = worker, Kind = "employment-work", Place = "workplace", Minutes = 1000, WorkedOn = CoachingHost.Day(-3), RequestId = CoachingHost.Id() };
        var time = (await Caseloads.RecordCoachTimeAsync(request)).CoachTime;
        (await Caseloads.RecordCoachTimeAsync(request)).CoachTime.ShouldBe(time);

        var tooLong = await Caseloads.RecordCoachTimeAsync(new RecordCoachTimeRequest(request) { Minutes = 441, RequestId = "" }).ShouldFail(StatusCode.FailedPrecondition, "DAY_TOO_LONG");
        tooLong.Metadata["recorded_minutes"].ShouldBe("1000");
        await Caseloads.RecordCoachTimeAsync(new RecordCoachTimeRequest(request) { Minutes = 440, RequestId = "" });
        await Caseloads.RecordCoachTimeAsync(new RecordCoachTimeRequest(request) { Kind = "sleep", RequestId = "" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");
        await Caseloads.RecordCoachTimeAsync(new RecordCoachTimeRequest(request) { WorkedOn = CoachingHost.Day(1), RequestId = "" }).ShouldFail(StatusCode.InvalidArgument, "DAY_IN_FUTURE");
        await Caseloads.RecordCoachTimeAsync(new RecordCoachTimeRequest(request) { Coach = "nobody-we-know", RequestId = "" }).ShouldFail(StatusCode.InvalidArgument, "WORKER_UNKNOWN");

        var mistake = (await Caseloads.EnterCoachTimeInErrorAsync(new EnterCoachTimeInErrorRequest { CoachTimeId = time.CoachTimeId, Reason = "other" })).CoachTime;
        await Caseloads.EnterCoachTimeInErrorAsync(new EnterCoachTimeInErrorRequest { CoachTimeId = time.CoachTimeId, Reason = "other" }).ShouldFail(StatusCode.FailedPrecondition, "COACH_TIME_ENTERED_IN_ERROR");
        (await Manager.ListCoachTimeAsync(new ListCoachTimeRequest { Coach = worker, FromDay = CoachingHost.Day(-3), ToDay = CoachingHost.Day(-3) })).Entries
            .Select(entry => (entry.Minutes, entry.ErrorReason)).ShouldBe([(440, ""), (1000, "other")]);
        (await Manager.ListCoachTimeAsync(new ListCoachTimeRequest { Coach = worker, FromDay = CoachingHost.Day(-2) })).Entries.ShouldBeEmpty();
        mistake.ErrorReason.ShouldBe("other");
        (await host.Database.FactsAsync<CoachTimeRecorded>(time.CoachTimeId)).ShouldHaveSingleItem().Minutes.ShouldBe(1000);
        (await host.Database.FactsAsync<CoachTimeEnteredInError>(time.CoachTimeId)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_day_entered_twice_at_once_is_still_no_longer_than_a_day()
    {
        var worker = await host.WorkerAsync();
        var request = new RecordCoachTimeRequest { Coach = worker, Kind = "employment-work", Minutes = 800, WorkedOn = CoachingHost.Day(-2) };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await Caseloads.RecordCoachTimeAsync(request);
                return "OK";
            }
            catch (RpcException refused)
            {
                return Refusal.Of(refused).Reason;
            }
        }));

        outcomes.Order(StringComparer.Ordinal).ShouldBe(["DAY_TOO_LONG", "DAY_TOO_LONG", "DAY_TOO_LONG", "OK"]);
    }

    private static PlanContactRequest NewPlan(Coaching coaching, int day) => new()
    {
        CoachingId = coaching.CoachingId,
        PlannedOn = CoachingHost.Day(day),
        Party = ContactParty.Client,
        Mode = Mode.Phone,
        Purpose = "follow-up",
    };

    private async Task<PlannedContact> PlanAsync(Coaching coaching, int day) => (await Caseloads.PlanContactAsync(NewPlan(coaching, day))).PlannedContact;

    private async Task<Coaching> StartedAsync(string coach) =>
        (await host.Coachings.StartCoachingAsync(new StartCoachingRequest(CoachingHost.NewStart(await host.OpenedAsync())) { Coach = coach })).Coaching;

    private async Task<Caseload> LoadAsync(string coach) => (await Manager.ListCaseloadsAsync(new ListCaseloadsRequest { Coach = coach })).Caseloads.ShouldHaveSingleItem();

    private async Task<IReadOnlyList<AgendaItem>> DayAsync(string coach) => (await Caseloads.ListAgendaAsync(new ListAgendaRequest { Span = AgendaSpan.Day, Coach = coach })).Items;
}
