using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Referrals;

public sealed class TaskProgressTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task A_task_on_hold_goes_on_by_itself_on_its_day_in_the_phase_it_had()
    {
        var task = await StartedAsync();
        var resumeOn = FinnishTime.DayOf(host.Now).AddDays(7);

        var held = (await host.CoordinatorReferrals.HoldTaskAsync(new HoldTaskRequest { TaskId = task, Reason = "client-wish", ResumeOn = resumeOn.ToDate() })).Referral.Tasks[0];
        (held.Status, held.Hold.Phase, held.Hold.ResumeOn).ShouldBe((TaskStatus.OnHold, TaskStatus.InProgress, resumeOn.ToDate()));
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = task }).ShouldFail(StatusCode.FailedPrecondition, "TASK_ON_HOLD");

        await host.MoveClockAsync(TimeSpan.FromDays(7.5));
        await BecomesAsync(task, TaskStatus.InProgress);
        (await host.Database.ScalarAsync<string>($"SELECT actor FROM transition WHERE object_id = '{task}' ORDER BY seq DESC LIMIT 1")).ShouldBe("system");
    }

    [Fact]
    public async Task A_task_that_a_person_resumed_is_not_resumed_again()
    {
        var task = await StartedAsync();
        await host.CoordinatorReferrals.HoldTaskAsync(new HoldTaskRequest { TaskId = task, Reason = "health", ResumeOn = FinnishTime.DayOf(host.Now).AddDays(3).ToDate() });
        await host.CoordinatorReferrals.ResumeTaskAsync(new ResumeTaskRequest { TaskId = task });

        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM due_work WHERE key = '{task}'")).ShouldBe(0);
        await host.CoordinatorReferrals.ResumeTaskAsync(new ResumeTaskRequest { TaskId = task }).ShouldFail(StatusCode.FailedPrecondition, "TASK_NOT_ON_HOLD");
    }

    [Fact]
    public async Task A_hold_ends_on_no_day_that_is_not_ahead()
    {
        var task = await StartedAsync();

        var refusal = await host.CoordinatorReferrals.HoldTaskAsync(new HoldTaskRequest { TaskId = task, Reason = "health", ResumeOn = FinnishTime.DayOf(host.Now).ToDate() })
            .ShouldFail(StatusCode.InvalidArgument, "DAY_NOT_AHEAD");

        refusal.Metadata["field"].ShouldBe("resume_on");
    }

    [Fact]
    public async Task The_sender_answers_what_the_receiver_asks()
    {
        var task = (await host.SubmittedAsync()).Tasks[0].TaskId;

        var asked = (await host.CoordinatorReferrals.RequestInformationAsync(new RequestInformationRequest { TaskId = task, Reason = "document-missing", Question = "Onko B-lausunto?" })).Referral.Tasks[0];
        asked.BusinessStatus.ShouldBe(TaskBusinessStatus.InformationRequested);
        await host.CoordinatorReferrals.AnswerInformationAsync(new AnswerInformationRequest { TaskId = task, Answer = "On." }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.AgencyReferrals.AnswerInformationAsync(new AnswerInformationRequest { TaskId = task }).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
        await host.AgencyReferrals.AnswerInformationAsync(new AnswerInformationRequest { TaskId = task, Answer = "On, liitteenä." });

        var answered = (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = asked.ReferralId })).Referral.Tasks[0];
        (answered.BusinessStatus, answered.InformationRequest.Question, answered.InformationRequest.Answer).ShouldBe((TaskBusinessStatus.Unspecified, "Onko B-lausunto?", "On, liitteenä."));
        (await host.Database.ScalarAsync<string[]>($"SELECT array_agg(to_state ORDER BY seq) FROM transition WHERE object_id = '{task}'"))
            .ShouldBe(["requested", "requested:information-requested", "requested"]);
    }

    [Fact]
    public async Task A_cancellation_is_asked_and_confirmed()
    {
        var task = await StartedAsync();
        await host.AgencyReferrals.CancelTaskAsync(new CancelTaskRequest { TaskId = task, Reason = "need-ended" }).ShouldFail(StatusCode.FailedPrecondition, "TASK_ALREADY_DECIDED");
        await host.CoordinatorReferrals.ConfirmCancellationAsync(new ConfirmCancellationRequest { TaskId = task }).ShouldFail(StatusCode.FailedPrecondition, "CANCELLATION_NOT_REQUESTED");

        await host.AgencyReferrals.RequestCancellationAsync(new RequestCancellationRequest { TaskId = task, Reason = "need-ended" });
        await host.AgencyReferrals.RequestCancellationAsync(new RequestCancellationRequest { TaskId = task, Reason = "need-ended" }).ShouldFail(StatusCode.FailedPrecondition, "CANCELLATION_ALREADY_REQUESTED");
        var confirmed = (await host.CoordinatorReferrals.ConfirmCancellationAsync(new ConfirmCancellationRequest { TaskId = task })).Referral.Tasks[0];

        (confirmed.Status, confirmed.StatusReason, confirmed.CancellationRequest).ShouldBe((TaskStatus.Cancelled, "need-ended", null));
    }

    [Fact]
    public async Task A_refused_cancellation_leaves_the_task_going()
    {
        var task = await StartedAsync();
        await host.AgencyReferrals.RequestCancellationAsync(new RequestCancellationRequest { TaskId = task, Reason = "need-ended" });

        var refused = (await host.CoordinatorReferrals.RefuseCancellationAsync(new RefuseCancellationRequest { TaskId = task, Note = "Asiakas haluaa jatkaa." })).Referral.Tasks[0];

        (refused.Status, refused.BusinessStatus).ShouldBe((TaskStatus.InProgress, TaskBusinessStatus.Unspecified));
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM due_work WHERE key = '{task}'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_answers_is_confirmed_after_its_time()
    {
        var task = await StartedAsync();
        var asked = (await host.AgencyReferrals.RequestCancellationAsync(new RequestCancellationRequest { TaskId = task, Reason = "sent-elsewhere" })).Referral.Tasks[0];
        var last = asked.CancellationRequest.ConfirmedAfter.ToDay();
        FinnishCalendar.BusinessDaysBetween(FinnishTime.DayOf(host.Now), last).ShouldBe(10);

        await host.MoveClockAsync(FinnishTime.StartOf(last.AddDays(1)) - host.Now);
        await BecomesAsync(task, TaskStatus.Cancelled);
    }

    [Fact]
    public async Task Who_must_answer_a_cancellation_has_the_whole_time_from_when_they_could_know()
    {
        var request = host.NewReferral();
        request.SubmittedAt = host.Now.AddDays(-270).ToTimestamp();
        var task = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task, EffectiveAt = host.Now.AddDays(-269).ToTimestamp() });

        var asked = (await host.AgencyReferrals.RequestCancellationAsync(new RequestCancellationRequest { TaskId = task, Reason = "sent-elsewhere", EffectiveAt = host.Now.AddDays(-268).ToTimestamp() })).Referral.Tasks[0];

        FinnishCalendar.BusinessDaysBetween(FinnishTime.DayOf(host.Now), asked.CancellationRequest.ConfirmedAfter.ToDay()).ShouldBe(10);
        (await host.Database.ScalarAsync<bool>($"SELECT due_at > now() + interval '10 days' FROM due_work WHERE key = '{task}'")).ShouldBeTrue();
    }

    [Fact]
    public async Task No_task_is_requested_before_its_referral_was_submitted_nor_by_who_had_not_accepted_one()
    {
        var request = host.NewReferral();
        request.SubmittedAt = host.Now.AddDays(-10).ToTimestamp();
        var referral = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId, EffectiveAt = host.Now.AddDays(-5).ToTimestamp() });

        var refusal = await host.AgencyReferrals.SendTaskAsync(Sent(-11)).ShouldFail(StatusCode.InvalidArgument, "EFFECTIVE_TIME_BEFORE_PREVIOUS");
        refusal.Metadata["field"].ShouldBe("requested_at");
        await host.CoordinatorReferrals.SendTaskAsync(Sent(-6)).ShouldFail(StatusCode.InvalidArgument, "EFFECTIVE_TIME_BEFORE_PREVIOUS");
        await host.AgencyReferrals.SendTaskAsync(Sent(-9));
        await host.CoordinatorReferrals.SendTaskAsync(Sent(-4));

        SendTaskRequest Sent(int days) => new()
        {
            ReferralId = referral.ReferralId,
            Receiver = ReferralsHost.Stranger,
            Service = "coordination",
            VoluntarinessTold = true,
            RequestedAt = host.Now.AddDays(days).ToTimestamp(),
        };
    }

    [Fact]
    public async Task A_time_that_was_answered_can_be_sent_back_in_milliseconds()
    {
        var task = (await host.SubmittedAsync()).Tasks[0];
        var requested = task.RequestedAt.ToDateTimeOffset();
        var accepted = (await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest
        {
            TaskId = task.TaskId,
            EffectiveAt = requested.AddTicks(-(requested.Ticks % TimeSpan.TicksPerMillisecond)).ToTimestamp(),
        })).Referral.Tasks[0];

        accepted.DecidedAt.ShouldBe(task.RequestedAt);
    }

    [Fact]
    public async Task Kela_does_not_learn_why_a_client_waits()
    {
        var kela = new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));
        var task = (await host.SubmittedAsync(kela)).Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        await host.CoordinatorReferrals.HoldTaskAsync(new HoldTaskRequest { TaskId = task, Reason = "client-wish" });

        (await kela.ListReferralsAsync(new ListReferralsRequest { TaskStatus = TaskStatus.OnHold })).Referrals.ShouldHaveSingleItem().Tasks[0].Hold.Reason.ShouldBe("on-hold");
    }

    [Fact]
    public async Task Kela_as_receiver_does_not_learn_that_a_client_withdrew()
    {
        var kela = new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));
        var task = (await host.SubmittedAsync(receiver: ReferralsHost.Kela, service: "vocational-rehabilitation")).Tasks[0].TaskId;
        await kela.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        var asked = (await host.AgencyReferrals.RequestCancellationAsync(new RequestCancellationRequest { TaskId = task, Reason = "client-withdrew", Note = "Ei halua." })).Referral;
        asked.Tasks[0].CancellationRequest.Reason.ShouldBe("client-withdrew");

        var seen = (await kela.GetReferralAsync(new GetReferralRequest { ReferralId = asked.ReferralId })).Referral.Tasks[0].CancellationRequest;
        (seen.Reason, seen.Note).ShouldBe(("not-started", ""));
        (await kela.ConfirmCancellationAsync(new ConfirmCancellationRequest { TaskId = task })).Referral.Tasks[0].StatusReason.ShouldBe("not-started");
    }

    [Fact]
    public async Task What_was_sent_by_mistake_is_marked_so_by_its_sender_alone()
    {
        var task = await StartedAsync();
        await host.CoordinatorReferrals.EnterTaskInErrorAsync(new EnterTaskInErrorRequest { TaskId = task, Reason = "wrong-client" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        var marked = (await host.AgencyReferrals.EnterTaskInErrorAsync(new EnterTaskInErrorRequest { TaskId = task, Reason = "wrong-client" })).Referral.Tasks[0];

        (marked.Status, marked.StatusReason).ShouldBe((TaskStatus.EnteredInError, "wrong-client"));
    }

    private async Task<string> StartedAsync()
    {
        var task = (await host.SubmittedAsync()).Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = task });
        return task;
    }

    private Task BecomesAsync(string task, TaskStatus status) => Eventually.Holds(
        async () => (await host.CoordinatorReferrals.GetAllowedActionsAsync(new GetAllowedActionsRequest { TaskId = task })).Status == status, $"the task becomes {status}");
}
