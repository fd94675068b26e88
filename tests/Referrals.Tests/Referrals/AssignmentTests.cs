using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Referrals;

/// <summary>Nobody else works in this host.</summary>
public sealed class AssignmentTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private WorklistsService.WorklistsServiceClient Mine => new(host.As(Role.Coordinator, City, "me"));

    private WorklistsService.WorklistsServiceClient Others => new(host.As(Role.Coordinator, Stranger, "other"));

    [Fact]
    public async Task A_task_is_given_to_a_professional_of_the_receiver_and_stands_in_that_ones_list()
    {
        var me = await ProfessionalAsync(City, "me", "Minä");
        var task = (await host.SubmittedAsync()).Tasks[0].TaskId;
        (await ItemsAsync(Mine, Worklist.Unassigned)).ShouldHaveSingleItem().Worker.ShouldBeEmpty();

        var given = (await host.CoordinatorReferrals.AssignTaskAsync(new AssignTaskRequest { TaskId = task, ProfessionalId = me })).Referral.Tasks[0];

        (given.ProfessionalId, given.Worker, given.WorkerName).ShouldBe((me, "me", "Minä"));
        (await ItemsAsync(Mine, Worklist.Unassigned)).ShouldBeEmpty();
        var mine = (await ItemsAsync(Mine, Worklist.Mine)).ShouldHaveSingleItem();
        (mine.ObjectId, mine.Worker, mine.WorkerName, mine.NextAction).ShouldBe((task, "me", "Minä", "decide-task"));
        (await host.CoordinatorReferrals.ListTasksAsync(new ListTasksRequest { Worker = "me", Service = "coordination" })).Tasks.ShouldHaveSingleItem().TaskId.ShouldBe(task);
        (await host.CoordinatorReferrals.ListTasksAsync(new ListTasksRequest { Worker = "somebody" })).Tasks.ShouldBeEmpty();

        // It stays on the list without a day, until nobody has it.
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        (await ItemsAsync(Mine, Worklist.Mine)).ShouldHaveSingleItem().DueOn.ShouldBeNull();
        (await host.CoordinatorReferrals.AssignTaskAsync(new AssignTaskRequest { TaskId = task })).Referral.Tasks[0].WorkerName.ShouldBeEmpty();
        (await ItemsAsync(Mine, Worklist.Mine)).ShouldBeEmpty();

        await host.CoordinatorReferrals.AssignTaskAsync(new AssignTaskRequest { TaskId = task, ProfessionalId = await ProfessionalAsync(Stranger, "other", "Muu") }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_PROFESSIONAL");
        await host.AgencyReferrals.AssignTaskAsync(new AssignTaskRequest { TaskId = task, ProfessionalId = me }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.CoordinatorReferrals.CompleteTaskAsync(new CompleteTaskRequest { TaskId = task, Outcome = "employed" });
        await host.CoordinatorReferrals.AssignTaskAsync(new AssignTaskRequest { TaskId = task, ProfessionalId = me }).ShouldFail(StatusCode.FailedPrecondition, "TASK_ENDED");
    }

    [Fact]
    public async Task A_task_goes_with_the_client_to_the_next_case_manager_and_to_nobody_at_another_receiver()
    {
        var leaving = await ProfessionalAsync(City, "leaving", "Lähtevä");
        var referral = await host.SubmittedAsync();
        var task = referral.Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        await AppointAsync(referral.ClientId, "leaving", "");
        await host.CoordinatorReferrals.AssignTaskAsync(new AssignTaskRequest { TaskId = task, ProfessionalId = leaving });
        await AppointAsync(referral.ClientId, "next", "worker-left");
        (await TaskAsync(referral)).ProfessionalId.ShouldBeEmpty();
        // Once for the assignment, and once for its end.
        (await host.Database.FactsAsync<Contracts.Events.V1.ReferralUpdated>(referral.ClientId)).Select(fact => fact.ReferralId).ShouldBe([referral.ReferralId, referral.ReferralId]);

        await host.CoordinatorReferrals.AssignTaskAsync(new AssignTaskRequest { TaskId = task, ProfessionalId = leaving });
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = Stranger, Reason = "workload" });
        var offered = (await ItemsAsync(Others, Worklist.Claimable)).Single(item => item.ObjectId == task);
        (offered.NextAction, offered.OtherOrganisation, offered.DueInBusinessDays, offered.IsOwnTurn).ShouldBe(("answer-transfer", City, 5, true));

        await host.StrangerReferrals.AcceptTransferAsync(new AcceptTransferRequest { TaskId = task });

        (await TaskAsync(referral)).ProfessionalId.ShouldBeEmpty();
        (await ItemsAsync(Others, Worklist.Claimable)).ShouldNotContain(item => item.ObjectId == task);
        (await ItemsAsync(Others, Worklist.Unassigned)).ShouldContain(item => item.ObjectId == task);
    }

    [Fact]
    public async Task What_several_are_asked_for_stands_in_the_list_of_what_each_may_take_until_one_has_it()
    {
        var request = host.NewReferral();
        request.AlsoReceivers.Add(Stranger);
        var task = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.Tasks[0].TaskId;

        var row = (await ItemsAsync(Others, Worklist.Claimable)).Single(item => item.ObjectId == task);
        (row.NextAction, row.OtherOrganisation, row.DueInBusinessDays, row.ClientName).ShouldBe(("decide-task", Agency, 5, ""));
        await host.CoordinatorReferrals.AssignTaskAsync(new AssignTaskRequest { TaskId = task }).ShouldFail(StatusCode.FailedPrecondition, "TASK_NOT_ACCEPTED");
        (await ItemsAsync(Mine, Worklist.Claimable, service: "social-work")).ShouldBeEmpty();

        await host.StrangerReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });

        (await ItemsAsync(Mine, Worklist.Claimable)).ShouldBeEmpty();
        (await ItemsAsync(Others, Worklist.Unassigned)).ShouldContain(item => item.ObjectId == task);
    }

    private async Task<string> ProfessionalAsync(string organisation, string subject, string name) =>
        (await new OrganisationsService.OrganisationsServiceClient(host.As(Role.Operator)).RegisterProfessionalAsync(
            new RegisterProfessionalRequest { OrganisationId = organisation, Subject = subject, Name = name, Profession = "social-worker" })).Professional.ProfessionalId;

    private async Task AppointAsync(string client, string worker, string reason) =>
        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = client, Worker = worker, WorkerName = worker, Reason = reason });

    private async Task<Contracts.Referrals.V1.Task> TaskAsync(Referral referral) =>
        (await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Tasks[0];

    // Row by row: the pages together are the list, and as many as were counted.
    private static async Task<List<WorklistItem>> ItemsAsync(WorklistsService.WorklistsServiceClient caller, Worklist list, string service = "")
    {
        var (rows, filter) = (new List<WorklistItem>(), new WorklistFilter { Service = service });
        var request = new ListWorklistRequest { Worklist = list, Filter = filter, PageSize = 1 };
        do
        {
            var page = await caller.ListWorklistAsync(request);
            rows.AddRange(page.Items);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        (await caller.CountWorklistsAsync(new CountWorklistsRequest { Filter = filter })).Counts.Single(count => count.Worklist == list).Rows.ShouldBe(rows.Count);
        return rows;
    }
}
