using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Referrals;

public sealed class ChainTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private ReferralsService.ReferralsServiceClient Kela => new(host.As(Role.Referrer, ReferralsHost.Kela));

    [Fact]
    public async Task An_onward_referral_is_a_child_that_each_party_sees_as_its_own_relation_allows()
    {
        var (parent, child) = await ReferredOnwardAsync();

        (child.ParentReferralId, child.ParentTaskId, child.Sender, child.ClientId).ShouldBe((parent.ReferralId, parent.Tasks[0].TaskId, City, parent.ClientId));
        var middle = (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = parent.ReferralId })).Referral.Tasks[0];
        (middle.OnwardReferralIds.ShouldHaveSingleItem(), middle.OnwardWithheld).ShouldBe((child.ReferralId, false));

        var first = (await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = parent.ReferralId })).Referral.Tasks[0];
        (first.OnwardReferralIds.Count, first.OnwardWithheld).ShouldBe((0, true));
        await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = child.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        var last = (await Kela.GetReferralAsync(new GetReferralRequest { ReferralId = child.ReferralId })).Referral;
        (last.ParentReferralId, last.ParentTaskId, last.ParentWithheld).ShouldBe(("", "", true));
        await Kela.GetReferralAsync(new GetReferralRequest { ReferralId = parent.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task An_onward_referral_tells_where_it_comes_from()
    {
        var (parent, child) = await ReferredOnwardAsync();

        var told = (await host.Database.FactsAsync<ReferralSubmitted>(parent.ClientId))[^1];
        (told.ReferralId, told.ParentReferralId, told.ParentTaskId, told.Sender).ShouldBe((child.ReferralId, parent.ReferralId, parent.Tasks[0].TaskId, City));
    }

    [Fact]
    public async Task Nobody_refers_onward_from_what_they_have_not_taken()
    {
        var task = (await host.SubmittedAsync()).Tasks[0].TaskId;

        await host.CoordinatorReferrals.ReferOnwardAsync(Onward(task)).ShouldFail(StatusCode.FailedPrecondition, "TASK_NOT_ACCEPTED");
        await host.AgencyReferrals.ReferOnwardAsync(Onward(task)).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_transfer_moves_the_task_when_the_other_accepts_and_not_before()
    {
        var task = await AcceptedAsync();
        var offered = (await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = Stranger, Reason = "client-moved", Note = "Muutti." })).Referral.Tasks[0];
        (offered.BusinessStatus, offered.Receiver, offered.Transfer.State, offered.Transfer.ToName).ShouldBe((TaskBusinessStatus.TransferOffered, City, TransferState.Offered, "Toisen kunnan työkyvyn tuki"));
        await host.StrangerReferrals.StartTaskAsync(new StartTaskRequest { TaskId = task }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.CoordinatorReferrals.AcceptTransferAsync(new AcceptTransferRequest { TaskId = task }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = task });
        (await host.StrangerReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = offered.ReferralId })).Referral.Tasks.ShouldHaveSingleItem();

        var moved = (await host.StrangerReferrals.AcceptTransferAsync(new AcceptTransferRequest { TaskId = task })).Referral.Tasks[0];

        (moved.Receiver, moved.Status, moved.BusinessStatus).ShouldBe((Stranger, TaskStatus.InProgress, TaskBusinessStatus.Unspecified));
        await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = offered.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var told = (await host.Database.FactsAsync<TaskTransferred>(offered.ClientId)).ShouldHaveSingleItem();
        (told.From, told.To, told.Reason).ShouldBe((City, Stranger, "client-moved"));
        await host.StrangerReferrals.CompleteTaskAsync(new CompleteTaskRequest { TaskId = task, Outcome = "employed" });
    }

    [Fact]
    public async Task A_refused_or_withdrawn_transfer_leaves_the_task_where_it_was()
    {
        var task = await AcceptedAsync();
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = Stranger, Reason = "workload" });
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = Stranger, Reason = "workload" }).ShouldFail(StatusCode.FailedPrecondition, "TRANSFER_ALREADY_OFFERED");
        await host.StrangerReferrals.RefuseTransferAsync(new RefuseTransferRequest { TaskId = task, Reason = "no-capacity" });
        await host.StrangerReferrals.AcceptTransferAsync(new AcceptTransferRequest { TaskId = task }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = Stranger, Reason = "workload" });
        var kept = (await host.CoordinatorReferrals.WithdrawTransferAsync(new WithdrawTransferRequest { TaskId = task })).Referral.Tasks[0];

        (kept.Receiver, kept.Transfer.State, kept.Status).ShouldBe((City, TransferState.Withdrawn, TaskStatus.Accepted));
        await host.CoordinatorReferrals.WithdrawTransferAsync(new WithdrawTransferRequest { TaskId = task }).ShouldFail(StatusCode.FailedPrecondition, "TRANSFER_NOT_OFFERED");
    }

    [Fact]
    public async Task A_repeat_is_answered_even_when_the_act_ended_the_relation_that_it_needed()
    {
        var task = await AcceptedAsync();
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = Stranger, Reason = "workload" });
        var refuse = new RefuseTransferRequest { TaskId = task, Reason = "no-capacity", RequestId = Guid.NewGuid().ToString() };

        var first = await host.StrangerReferrals.RefuseTransferAsync(refuse);

        (await host.StrangerReferrals.RefuseTransferAsync(refuse)).ShouldBe(first);
        await host.StrangerReferrals.RefuseTransferAsync(new RefuseTransferRequest(refuse) { Reason = "wrong-area" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.StrangerReferrals.RefuseTransferAsync(new RefuseTransferRequest(refuse) { RequestId = Guid.NewGuid().ToString() }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task Within_an_organisation_a_task_moves_to_another_unit_only()
    {
        var task = await AcceptedAsync();
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = City, Reason = "workload" }).ShouldFail(StatusCode.InvalidArgument, "TRANSFER_TO_SELF");
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = ReferralsHost.Kela, Reason = "workload" }).ShouldFail(StatusCode.InvalidArgument, "SERVICE_NOT_OFFERED");

        var organisations = new OrganisationsService.OrganisationsServiceClient(host.As(Role.Manager, City));
        var unit = (await organisations.RegisterUnitAsync(new RegisterUnitRequest { OrganisationId = City, Name = "Nuorten palvelut", Services = { "coordination" } })).Unit;
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = Stranger, ToUnitId = unit.UnitId, Reason = "workload" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_UNIT");
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = City, ToUnitId = unit.UnitId, Reason = "workload" });
        var moved = (await host.CoordinatorReferrals.AcceptTransferAsync(new AcceptTransferRequest { TaskId = task })).Referral.Tasks[0];

        (moved.Receiver, moved.ReceiverUnitId, moved.ReceiverUnitName).ShouldBe((City, unit.UnitId, "Nuorten palvelut"));
    }

    private async Task<string> AcceptedAsync()
    {
        var task = (await host.SubmittedAsync()).Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        return task;
    }

    private async Task<(Referral Parent, Referral Child)> ReferredOnwardAsync()
    {
        var task = await AcceptedAsync();
        var child = (await host.CoordinatorReferrals.ReferOnwardAsync(Onward(task))).Referral;
        return ((await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = child.ParentReferralId })).Referral, child);
    }

    private static ReferOnwardRequest Onward(string task) => new()
    {
        TaskId = task,
        Need = new ReferralNeed { Reasons = { "wish-for-work" }, ReasonForClient = "Kuntoutus voi auttaa." },
        Receiver = ReferralsHost.Kela,
        Service = "vocational-rehabilitation",
        VoluntarinessTold = true,
    };
}
