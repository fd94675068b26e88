using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Referrals;

public sealed class DraftTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task A_referral_says_the_law_that_it_rests_on_from_the_draft_to_its_receiver()
    {
        var draft = (await host.AgencyReferrals.SaveDraftAsync(new SaveDraftRequest
        {
            NewClient = host.NewPerson(),
            Need = new ReferralNeed { Reasons = { "wish-for-work" }, ReasonForClient = "Työtä", LegalBasis = "social-welfare" },
            Receiver = ReferralsHost.City,
            Service = "coordination",
        })).Referral;
        draft.LegalBasis.ShouldBe("social-welfare");
        var changed = (await host.AgencyReferrals.UpdateDraftAsync(new UpdateDraftRequest { TaskId = draft.Tasks[0].TaskId, Need = new ReferralNeed { LegalBasis = "health-care" } })).Referral;
        (changed.LegalBasis, changed.ReasonForClient).ShouldBe(("health-care", "Työtä"));

        await host.AgencyReferrals.SubmitDraftAsync(new SubmitDraftRequest { TaskId = draft.Tasks[0].TaskId, VoluntarinessTold = true });

        (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = draft.ReferralId })).Referral.LegalBasis.ShouldBe("health-care");
        var wrong = host.NewReferral();
        wrong.LegalBasis = "none-such";
        await host.AgencyReferrals.SubmitReferralAsync(wrong).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");
    }

    [Fact]
    public async Task A_draft_is_its_senders_alone_until_it_is_sent()
    {
        var draft = await DraftedAsync(new() { NewClient = host.NewPerson(), Receiver = City, Service = "coordination" });
        var task = draft.Tasks[0];

        (task.Status, draft.SubmittedAt, task.RequestedAt).ShouldBe((TaskStatus.Draft, null, null));
        await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = draft.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task.TaskId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await host.CoordinatorReferrals.ListTasksAsync(new ListTasksRequest { ClientId = draft.ClientId })).Tasks.ShouldBeEmpty();
        (await host.Database.FactsAsync<ReferralSubmitted>(draft.ClientId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_tells_what_it_lacks_and_is_sent_when_it_lacks_nothing()
    {
        var draft = await DraftedAsync(new() { NewClient = host.NewPerson() });
        var task = draft.Tasks[0].TaskId;

        var refusal = await host.AgencyReferrals.SubmitDraftAsync(new SubmitDraftRequest { TaskId = task, VoluntarinessTold = true }).ShouldFail(StatusCode.FailedPrecondition, "DRAFT_INCOMPLETE");
        refusal.Metadata["missing"].ShouldBe("need.reasons,need.reason_for_client,receiver,service");

        await host.AgencyReferrals.UpdateDraftAsync(new UpdateDraftRequest
        {
            TaskId = task,
            Need = new ReferralNeed { Reasons = { "wish-for-work" }, ReasonForClient = "Haluat töihin.", Description = "Luonnos" },
            Receiver = City,
            Service = "coordination",
        });
        await host.AgencyReferrals.UpdateDraftAsync(new UpdateDraftRequest { TaskId = task, UpdateMask = new FieldMask { Paths = { "need.description" } } });
        await host.AgencyReferrals.SubmitDraftAsync(new SubmitDraftRequest { TaskId = task }).ShouldFail(StatusCode.InvalidArgument, "VOLUNTARINESS_NOT_TOLD");
        var sent = (await host.AgencyReferrals.SubmitDraftAsync(new SubmitDraftRequest { TaskId = task, VoluntarinessTold = true })).Referral;

        (sent.Tasks[0].Status, sent.Description, sent.ReasonForClient).ShouldBe((TaskStatus.Requested, "", "Haluat töihin."));
        sent.SubmittedAt.ShouldNotBeNull();
        (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = draft.ReferralId })).Referral.Tasks.ShouldHaveSingleItem().TaskId.ShouldBe(task);
        (await host.Database.FactsAsync<ReferralSubmitted>(draft.ClientId)).ShouldHaveSingleItem().Reasons.ShouldBe(["wish-for-work"]);
        (await host.Database.FactsAsync<TaskRequested>(draft.ClientId)).ShouldHaveSingleItem().Receiver.ShouldBe(City);
        await host.AgencyReferrals.UpdateDraftAsync(new UpdateDraftRequest { TaskId = task, Service = "work-ability-team" }).ShouldFail(StatusCode.FailedPrecondition, "TASK_NOT_DRAFT");
    }

    [Fact]
    public async Task A_draft_that_is_thrown_away_was_never_anybody_elses()
    {
        var draft = await DraftedAsync(new() { NewClient = host.NewPerson(), Receiver = City, Service = "coordination" });

        var gone = (await host.AgencyReferrals.CancelTaskAsync(new CancelTaskRequest { TaskId = draft.Tasks[0].TaskId, Reason = "need-ended" })).Referral;

        gone.Tasks[0].Status.ShouldBe(TaskStatus.Cancelled);
        await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = draft.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await host.Database.FactsAsync<TaskStatusChanged>(draft.ClientId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_is_changed_only_in_fields_that_it_has()
    {
        var task = (await DraftedAsync(new() { NewClient = host.NewPerson() })).Tasks[0].TaskId;

        await host.AgencyReferrals.UpdateDraftAsync(new UpdateDraftRequest { TaskId = task, UpdateMask = new FieldMask { Paths = { "sender" } } }).ShouldFail(StatusCode.InvalidArgument, "FIELD_MASK_INVALID");
        await host.AgencyReferrals.UpdateDraftAsync(new UpdateDraftRequest { TaskId = task, Need = new ReferralNeed { Reasons = { "no-such" } } }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");
    }

    [Fact]
    public async Task A_rejected_task_is_revised_and_sent_again_with_the_chain_kept()
    {
        var referral = await host.SubmittedAsync();
        var first = referral.Tasks[0].TaskId;
        await host.AgencyReferrals.ReviseTaskAsync(new ReviseTaskRequest { TaskId = first }).ShouldFail(StatusCode.FailedPrecondition, "TASK_NOT_REJECTED");
        await host.CoordinatorReferrals.RejectTaskAsync(new RejectTaskRequest { TaskId = first, Reason = "criteria-not-met" });

        var revised = await host.AgencyReferrals.ReviseTaskAsync(new ReviseTaskRequest { TaskId = first, RevisionNote = "Lausunto lisätty." });
        revised.Referral.Tasks.Count.ShouldBe(2);
        var draft = revised.Referral.Tasks.Single(task => task.TaskId == revised.NewTaskId);
        (draft.Status, draft.Receiver, draft.RevisesTaskId).ShouldBe((TaskStatus.Draft, City, first));
        (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Tasks.ShouldHaveSingleItem();
        await host.AgencyReferrals.ReviseTaskAsync(new ReviseTaskRequest { TaskId = first }).ShouldFail(StatusCode.FailedPrecondition, "TASK_ALREADY_REVISED");
        await host.AgencyReferrals.UpdateDraftAsync(new UpdateDraftRequest { TaskId = draft.TaskId, Need = new ReferralNeed { Description = "Uusi" } }).ShouldFail(StatusCode.FailedPrecondition, "NEED_ALREADY_SENT");
        await host.AgencyReferrals.SubmitDraftAsync(new SubmitDraftRequest { TaskId = draft.TaskId, VoluntarinessTold = true });

        var seen = (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Tasks;
        seen[0].RevisedByTaskId.ShouldBe(draft.TaskId);
        (seen[1].Status, seen[1].RevisionNote).ShouldBe((TaskStatus.Requested, "Lausunto lisätty."));
        (await host.Database.FactsAsync<ReferralSubmitted>(referral.ClientId)).ShouldHaveSingleItem();
        (await host.Database.FactsAsync<TaskRequested>(referral.ClientId))[^1].RevisesTaskId.ShouldBe(first);
    }

    [Fact]
    public async Task A_rejected_task_may_be_revised_and_requested_at_once_of_another()
    {
        var referral = await host.SubmittedAsync();
        await host.CoordinatorReferrals.RejectTaskAsync(new RejectTaskRequest { TaskId = referral.Tasks[0].TaskId, Reason = "wrong-area" });

        var revised = (await host.AgencyReferrals.ReviseTaskAsync(new ReviseTaskRequest { TaskId = referral.Tasks[0].TaskId, Receiver = Stranger, Resubmit = true, VoluntarinessTold = true })).Referral;

        revised.Tasks[1].Status.ShouldBe(TaskStatus.Requested);
        (await host.StrangerReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Tasks.ShouldHaveSingleItem().TaskId.ShouldBe(revised.Tasks[1].TaskId);
    }

    [Fact]
    public async Task A_revision_is_requested_at_once_as_any_task_is_with_the_client_told_and_where_the_client_does_not_forbid_it()
    {
        var referral = await host.SubmittedAsync();
        await host.CoordinatorReferrals.RejectTaskAsync(new RejectTaskRequest { TaskId = referral.Tasks[0].TaskId, Reason = "wrong-area" });
        await host.AgencyRegister.GrantPermissionAsync(new GrantPermissionRequest { ClientId = referral.ClientId, Kind = PermissionKind.Prohibition, Scope = "all", FromOrganisation = Agency, ToOrganisation = Stranger });
        var request = new ReviseTaskRequest { TaskId = referral.Tasks[0].TaskId, Receiver = Stranger, Resubmit = true };

        await host.AgencyReferrals.ReviseTaskAsync(request).ShouldFail(StatusCode.InvalidArgument, "VOLUNTARINESS_NOT_TOLD");
        request.VoluntarinessTold = true;
        (await host.AgencyReferrals.ReviseTaskAsync(request).ShouldFail(StatusCode.FailedPrecondition, "DISCLOSURE_FORBIDDEN")).Metadata["to_organisation"].ShouldBe(Stranger);

        await host.StrangerReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Tasks.ShouldHaveSingleItem();
    }

    private async Task<Referral> DraftedAsync(SaveDraftRequest request) => (await host.AgencyReferrals.SaveDraftAsync(request)).Referral;
}
