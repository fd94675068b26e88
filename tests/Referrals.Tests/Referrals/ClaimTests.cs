using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Referrals;

public sealed class ClaimTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task Of_two_organisations_that_accept_at_once_one_has_the_task_and_the_other_is_told_by_whom()
    {
        for (var round = 0; round < 10; round++)
        {
            var task = (await AskedAsync()).Tasks[0].TaskId;
            (string Organisation, ReferralsService.ReferralsServiceClient Client)[] both = [(City, host.CoordinatorReferrals), (Stranger, host.StrangerReferrals)];

            var answers = await Task.WhenAll(both.Select(async each =>
            {
                try
                {
                    return (each.Organisation, Won: (await each.Client.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task })).Referral.Tasks[0].Receiver, Told: "");
                }
                catch (RpcException exception)
                {
                    var refusal = Refusal.Of(exception);
                    refusal.Reason.ShouldBe("TASK_ALREADY_DECIDED");
                    refusal.Metadata.ContainsKey("task_status").ShouldBeFalse();
                    return (each.Organisation, Won: "", Told: refusal.Metadata["decided_by_organisation"]);
                }
            }));

            var winner = answers.Single(answer => answer.Won.Length > 0);
            winner.Won.ShouldBe(winner.Organisation);
            answers.Single(answer => answer.Won.Length == 0).Told.ShouldBe(winner.Organisation);
        }
    }

    [Fact]
    public async Task Who_was_slower_learns_who_has_the_task_and_no_more()
    {
        var referral = await AskedAsync();
        var task = referral.Tasks[0].TaskId;
        (await host.StrangerReferrals.ListTasksAsync(new ListTasksRequest { Claimable = true, ClientId = referral.ClientId })).Tasks.ShouldHaveSingleItem().AskedOrganisations.ShouldBeEmpty();
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });

        var told = await host.StrangerReferrals.GetAllowedActionsAsync(new GetAllowedActionsRequest { TaskId = task });
        told.Actions.Single(action => action.Action == "AcceptTask").BlockedReason.ShouldBe("TASK_ALREADY_DECIDED");
        (told.Status, told.Etag).ShouldBe((TaskStatus.Unspecified, ""));
        await host.StrangerReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await host.StrangerReferrals.ListTasksAsync(new ListTasksRequest { Claimable = true, ClientId = referral.ClientId })).Tasks.ShouldBeEmpty();
        (await host.Database.FactsAsync<TaskRequested>(referral.ClientId)).ShouldHaveSingleItem().AskedOrganisations.ShouldBe([City, Stranger]);
        (await host.Database.FactsAsync<TaskStatusChanged>(referral.ClientId)).ShouldHaveSingleItem().Receiver.ShouldBe(City);
    }

    [Fact]
    public async Task A_task_that_several_are_asked_for_is_rejected_when_the_last_declines()
    {
        var referral = await AskedAsync();
        var task = referral.Tasks[0].TaskId;
        referral.Tasks[0].AskedOrganisations.ShouldBe([City, Stranger]);
        await host.CoordinatorReferrals.RequestInformationAsync(new RequestInformationRequest { TaskId = task, Reason = "document-missing", Question = "?" }).ShouldFail(StatusCode.FailedPrecondition, "TASK_NOT_ACCEPTED");

        await host.CoordinatorReferrals.RejectTaskAsync(new RejectTaskRequest { TaskId = task, Reason = "no-capacity" });
        var left = (await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Tasks[0];
        (left.Status, left.AskedOrganisations.ShouldHaveSingleItem()).ShouldBe((TaskStatus.Requested, Stranger));
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task }).ShouldFail(StatusCode.FailedPrecondition, "TASK_ALREADY_DECIDED");

        await host.StrangerReferrals.RejectTaskAsync(new RejectTaskRequest { TaskId = task, Reason = "wrong-area" });
        (await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Tasks[0].Status.ShouldBe(TaskStatus.Rejected);
    }

    [Fact]
    public async Task Who_was_only_asked_adds_no_document_that_would_tell_the_others_of_it()
    {
        var referral = await AskedAsync();
        var document = new AddDocumentRequest
        {
            ReferralId = referral.ReferralId,
            TaskId = referral.Tasks[0].TaskId,
            Type = "medical-statement-b",
            Dated = new() { Year = 2026, Month = 1, Day = 2 },
            Reference = new() { System = "arkisto", Value = Guid.NewGuid().ToString() },
        };

        await host.CoordinatorReferrals.AddDocumentAsync(document).ShouldFail(StatusCode.FailedPrecondition, "TASK_NOT_ACCEPTED");
        await host.AgencyReferrals.AddDocumentAsync(document);
    }

    [Fact]
    public async Task A_team_is_asked_alone()
    {
        var request = host.NewReferral(service: "work-ability-team");
        request.AlsoReceivers.Add(Stranger);

        await host.AgencyReferrals.SubmitReferralAsync(request).ShouldFail(StatusCode.InvalidArgument, "SERVICE_NOT_CLAIMABLE");
    }

    private async Task<Referral> AskedAsync()
    {
        var request = host.NewReferral();
        request.AlsoReceivers.Add(Stranger);
        return (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral;
    }
}
