using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Referrals;

public sealed class TaskTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task The_loop_closes_when_the_sender_acknowledges_the_outcome()
    {
        var referral = await host.SubmittedAsync();
        var task = referral.Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task, Etag = referral.Etag, RequestId = Guid.NewGuid().ToString() });
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = task });
        await host.CoordinatorReferrals.CompleteTaskAsync(new CompleteTaskRequest { TaskId = task, Outcome = "employed", OutcomeText = "Työ alkoi." });

        var closed = (await host.AgencyReferrals.AcknowledgeOutcomeAsync(new AcknowledgeOutcomeRequest { TaskId = task })).Referral.Tasks[0];

        closed.Status.ShouldBe(TaskStatus.Completed);
        closed.Outcome.ShouldBe("employed");
        closed.AcknowledgedAt.ShouldNotBeNull();
        (await host.Database.ScalarAsync<string[]>($"SELECT array_agg(to_state ORDER BY seq) FROM transition WHERE object_id = '{task}'"))
            .ShouldBe(["requested", "accepted", "in-progress", "completed", "acknowledged"]);
    }

    [Fact]
    public async Task A_task_is_decided_once_and_the_second_is_told_by_whom()
    {
        var task = (await host.SubmittedAsync()).Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });

        var refusal = await host.CoordinatorReferrals.RejectTaskAsync(new RejectTaskRequest { TaskId = task, Reason = "no-capacity" }).ShouldFail(StatusCode.FailedPrecondition, "TASK_ALREADY_DECIDED");

        refusal.Metadata["decided_by"].ShouldBe("test-coordinator");
        refusal.Metadata["task_status"].ShouldBe("accepted");
    }

    [Fact]
    public async Task A_stale_etag_is_refused_with_the_current_one_and_who_changed_it()
    {
        var referral = await host.SubmittedAsync();
        var task = referral.Tasks[0].TaskId;
        var accepted = (await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task })).Referral;

        var refusal = await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = task, Etag = referral.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");

        refusal.Metadata["etag"].ShouldBe(accepted.Etag);
        refusal.Metadata["changed_by"].ShouldBe("test-coordinator");
        refusal.Metadata.Keys.ShouldContain("changed_at");
    }

    [Fact]
    public async Task A_stale_etag_tells_nobody_who_was_at_work_in_a_task_that_they_do_not_see()
    {
        var referral = await host.SubmittedAsync();
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });
        var sent = await host.CoordinatorReferrals.SendTaskAsync(new SendTaskRequest { VoluntarinessTold = true, ReferralId = referral.ReferralId, Receiver = ReferralsHost.Kela, Service = "vocational-rehabilitation" });
        var kela = new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));
        await kela.AcceptTaskAsync(new AcceptTaskRequest { TaskId = sent.TaskId });
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = referral.Tasks[0].TaskId });

        (await kela.StartTaskAsync(new StartTaskRequest { TaskId = sent.TaskId, Etag = sent.Referral.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE")).Metadata.Keys.ShouldNotContain("changed_by");
        (await host.AgencyReferrals.CancelTaskAsync(new CancelTaskRequest { TaskId = referral.Tasks[0].TaskId, Reason = "need-ended", Etag = referral.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE"))
            .Metadata["changed_by"].ShouldBe("test-coordinator");
    }

    [Fact]
    public async Task Of_many_concurrent_acceptances_one_wins()
    {
        var task = (await host.SubmittedAsync()).Tasks[0].TaskId;

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
                return "accepted";
            }
            catch (RpcException exception)
            {
                return Refusal.Of(exception).Reason;
            }
        }));

        answers.Count(answer => answer == "accepted").ShouldBe(1);
        answers.Where(answer => answer != "accepted").ShouldAllBe(answer => answer == "TASK_ALREADY_DECIDED" || answer == "CONCURRENT_CHANGE");
    }

    [Fact]
    public async Task Who_accepted_a_task_sends_a_further_one_and_sees_no_other_s()
    {
        var referral = await host.SubmittedAsync();
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });

        var sent = await host.CoordinatorReferrals.SendTaskAsync(new SendTaskRequest { VoluntarinessTold = true, ReferralId = referral.ReferralId, Receiver = ReferralsHost.Kela, Service = "vocational-rehabilitation" });

        sent.Referral.Tasks.Count.ShouldBe(2);
        var seen = (await new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela)).GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral;
        seen.Tasks.ShouldHaveSingleItem().TaskId.ShouldBe(sent.TaskId);
        seen.TasksWithheld.ShouldBeTrue();
    }

    [Fact]
    public async Task The_sender_asks_for_a_further_service_in_the_same_referral_once_it_is_sent()
    {
        var referral = await host.SubmittedAsync();

        var further = new SendTaskRequest { ReferralId = referral.ReferralId, Receiver = ReferralsHost.Kela, Service = "vocational-rehabilitation" };
        await host.AgencyReferrals.SendTaskAsync(further).ShouldFail(StatusCode.InvalidArgument, "VOLUNTARINESS_NOT_TOLD");
        further.VoluntarinessTold = true;
        var sent = await host.AgencyReferrals.SendTaskAsync(further);

        sent.Referral.Tasks.Select(task => (task.Sender, task.Service, task.Status)).ShouldBe([(ReferralsHost.Agency, "coordination", TaskStatus.Requested), (ReferralsHost.Agency, "vocational-rehabilitation", TaskStatus.Requested)]);
        (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.TasksWithheld.ShouldBeTrue();
        var draft = (await host.AgencyReferrals.SaveDraftAsync(new SaveDraftRequest { ClientId = referral.ClientId })).Referral.ReferralId;
        await host.AgencyReferrals.SendTaskAsync(new SendTaskRequest { VoluntarinessTold = true, ReferralId = draft, Receiver = ReferralsHost.Kela, Service = "vocational-rehabilitation" }).ShouldFail(StatusCode.FailedPrecondition, "TASK_IS_DRAFT");
    }

    [Fact]
    public async Task What_was_read_before_is_read_anew_after_every_change()
    {
        var referral = await host.SubmittedAsync();
        var request = new GetReferralRequest { ReferralId = referral.ReferralId };
        (await host.AgencyReferrals.GetReferralAsync(request)).Referral.Tasks[0].Status.ShouldBe(TaskStatus.Requested);

        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });

        var after = (await host.AgencyReferrals.GetReferralAsync(request)).Referral;
        after.Tasks[0].Status.ShouldBe(TaskStatus.Accepted);
        (await host.AgencyReferrals.GetReferralAsync(request)).Referral.ShouldBe(after);
    }

    [Fact]
    public async Task Kela_does_not_learn_that_a_client_declined()
    {
        var kela = new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));
        var referral = await host.SubmittedAsync(kela);
        await host.CoordinatorReferrals.RejectTaskAsync(new RejectTaskRequest { TaskId = referral.Tasks[0].TaskId, Reason = "client-declined", Note = "Ei halua nyt." });

        (await kela.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Tasks[0].StatusReason.ShouldBe("not-started");
    }

    [Fact]
    public async Task A_stranger_is_refused_the_same_way_whether_or_not_the_object_exists()
    {
        var referral = await host.SubmittedAsync();

        var existing = await host.StrangerReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var absent = await host.StrangerReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = Guid.NewGuid().ToString() }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        existing.Exception.Status.ShouldBe(absent.Exception.Status);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE object_id = '{referral.ReferralId}' AND organisation = '{ReferralsHost.Stranger}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Allowed_actions_tell_what_each_side_may_do_and_who_clears_the_rest()
    {
        var task = (await host.SubmittedAsync()).Tasks[0].TaskId;

        var receiver = (await host.CoordinatorReferrals.GetAllowedActionsAsync(new GetAllowedActionsRequest { TaskId = task })).Actions.ToDictionary(action => action.Action);
        var sender = (await host.AgencyReferrals.GetAllowedActionsAsync(new GetAllowedActionsRequest { TaskId = task })).Actions.ToDictionary(action => action.Action);

        receiver["AcceptTask"].Allowed.ShouldBeTrue();
        receiver["StartTask"].BlockedReason.ShouldBe("TASK_NOT_ACCEPTED");
        receiver["CancelTask"].BlockedReason.ShouldBe("NO_RELATION");
        sender["CancelTask"].Allowed.ShouldBeTrue();
        sender["AcceptTask"].ClearedBy.ShouldBe("receiver");
    }

    [Fact]
    public async Task Lists_are_paged_without_gaps_or_repeats()
    {
        for (var i = 0; i < 5; i++)
        {
            await host.SubmittedAsync();
        }

        var seen = new List<string>();
        var request = new ListTasksRequest { PageSize = 2 };
        do
        {
            var page = await host.CoordinatorReferrals.ListTasksAsync(request);
            page.Tasks.Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page.Tasks.Select(task => task.TaskId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        seen.Count.ShouldBe(seen.Distinct().Count());
        seen.Count.ShouldBeGreaterThanOrEqualTo(5);
        (await host.AgencyReferrals.ListReferralsAsync(new ListReferralsRequest { PageSize = 3 })).Referrals.Count.ShouldBe(3);
    }
}
