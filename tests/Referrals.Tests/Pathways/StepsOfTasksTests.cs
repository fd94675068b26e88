using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Pathways;

/// <summary>Steps move with the referral's tasks in the same commit, whichever of the two was first.</summary>
public sealed class StepsOfTasksTests(PathwayHost host) : IClassFixture<PathwayHost>
{
    private PathwaysService.PathwaysServiceClient Agency => new(host.As(Role.Coordinator, ReferralsHost.Agency));

    private Date Today => FinnishTime.DayOf(host.Now).ToDate();

    [Fact]
    public async Task A_step_that_names_a_task_is_where_the_task_is_and_moves_with_it()
    {
        // It had begun before there was a pathway.
        var (task, pathway) = await OpenedAsync(async sent =>
        {
            await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = sent.TaskId });
            await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = sent.TaskId });
        });

        var named = (await Agency.AddPathwayStepAsync(
            new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "mapping", Service = task.Service, TaskId = task.TaskId })).Pathway.Steps.ShouldHaveSingleItem();
        (named.TaskId, named.Organisation, named.Status, named.StartedOn).ShouldBe((task.TaskId, ReferralsHost.City, PathwayStepStatus.Started, Today));

        await host.CoordinatorReferrals.CompleteTaskAsync(new CompleteTaskRequest { TaskId = task.TaskId, Outcome = "plan-made" });
        var ended = await StepAsync(pathway);
        (ended.Status, ended.Outcome, ended.EndedOn).ShouldBe((PathwayStepStatus.Ended, "plan-made", Today));
        (await host.Database.FactsAsync<PathwayStepEnded>(task.ClientId)).ShouldHaveSingleItem().Outcome.ShouldBe("plan-made");
        (await host.Database.ScalarAsync<string>($"SELECT actor FROM transition WHERE object_id = '{ended.StepId}' AND to_state = 'ended'"))
            .ShouldBe(await host.Database.ScalarAsync<string>($"SELECT actor FROM transition WHERE object_id = '{task.TaskId}' AND to_state = 'completed'"));
    }

    [Fact]
    public async Task A_step_is_turned_into_a_task_and_follows_it()
    {
        var (first, pathway) = await OpenedAsync();
        var stepId = (await Agency.AddPathwayStepAsync(
            new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "mapping", Service = "vocational-rehabilitation", PlannedStart = Today })).StepId;
        var send = new SendTaskRequest { ReferralId = first.ReferralId, Receiver = ReferralsHost.Kela, Service = "vocational-rehabilitation", VoluntarinessTold = true, PathwayStepId = stepId };

        await host.AgencyReferrals.SendTaskAsync(new SendTaskRequest(send) { PathwayStepId = Guid.NewGuid().ToString() }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_STEP");
        await host.AgencyReferrals.SendTaskAsync(new SendTaskRequest(send) { Service = "coordination", Receiver = ReferralsHost.City }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_STEP");
        var taskId = (await host.AgencyReferrals.SendTaskAsync(send)).TaskId;
        await host.AgencyReferrals.SendTaskAsync(send).ShouldFail(StatusCode.FailedPrecondition, "STEP_HAS_TASK");
        (await StepAsync(pathway)).ShouldSatisfyAllConditions(step => step.TaskId.ShouldBe(taskId), step => step.Organisation.ShouldBe(ReferralsHost.Kela));

        var kela = new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));
        await kela.RejectTaskAsync(new RejectTaskRequest { TaskId = taskId, Reason = "no-capacity" });
        (await StepAsync(pathway)).ShouldSatisfyAllConditions(step => step.Status.ShouldBe(PathwayStepStatus.Skipped), step => step.SkipReason.ShouldBe("task-rejected"));

        await host.AgencyReferrals.ReviseTaskAsync(new ReviseTaskRequest { TaskId = taskId, Resubmit = true, VoluntarinessTold = true });
        var steps = (await ReadAsync(pathway)).Steps;
        (steps.Count, steps[1].RepeatsStepId, steps[1].Status, steps[1].TaskId == taskId).ShouldBe((2, stepId, PathwayStepStatus.Planned, false));
    }

    [Fact]
    public async Task A_transferred_task_takes_its_step_along_and_a_mistaken_one_takes_back_what_it_did()
    {
        var (first, pathway) = await OpenedAsync();
        var stepId = (await Agency.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "mapping", Service = "coordination" })).StepId;
        // Named by nobody: it was planned for the service.
        var taskId = (await host.AgencyReferrals.SendTaskAsync(
            new SendTaskRequest { ReferralId = first.ReferralId, Receiver = ReferralsHost.City, Service = "coordination", VoluntarinessTold = true })).TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = taskId });
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = taskId });
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = taskId, To = ReferralsHost.Stranger, Reason = "workload" });
        await host.StrangerReferrals.AcceptTransferAsync(new AcceptTransferRequest { TaskId = taskId });
        (await StepAsync(pathway)).ShouldSatisfyAllConditions(step => step.Organisation.ShouldBe(ReferralsHost.Stranger), step => step.Status.ShouldBe(PathwayStepStatus.Started));

        await host.AgencyReferrals.EnterTaskInErrorAsync(new EnterTaskInErrorRequest { TaskId = taskId, Reason = "wrong-client" });

        var step = await StepAsync(pathway);
        (step.StepId, step.Status, step.StartedOn, step.Organisation, step.TaskId).ShouldBe((stepId, PathwayStepStatus.Planned, null, "", ""));
        (await host.Database.FactsAsync<PathwayStepCorrected>(first.ClientId)).ShouldHaveSingleItem().Status.ShouldBe("planned");
    }

    [Fact]
    public async Task A_task_of_others_another_client_or_nobody_is_unknown_and_one_can_be_let_go()
    {
        var (task, pathway) = await OpenedAsync();
        var other = (await host.SubmittedAsync()).Tasks[0];
        var add = new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "mapping", Service = "coordination" };
        foreach (var unknown in new[] { other.TaskId, Guid.NewGuid().ToString() })
        {
            await Agency.AddPathwayStepAsync(new AddPathwayStepRequest(add) { TaskId = unknown }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_TASK");
        }

        await Agency.AddPathwayStepAsync(new AddPathwayStepRequest(add) { TaskId = task.TaskId, Service = "social-work" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_TASK");
        var step = (await Agency.AddPathwayStepAsync(new AddPathwayStepRequest(add) { TaskId = task.TaskId })).StepId;
        await Agency.PlanPathwayStepAsync(new PlanPathwayStepRequest { StepId = step, TaskId = task.TaskId, LeaveTask = true }).ShouldFail(StatusCode.InvalidArgument, "TASK_GIVEN_TWICE");
        await Agency.PlanPathwayStepAsync(new PlanPathwayStepRequest { StepId = step, LeaveTask = true });
        await host.CoordinatorReferrals.RejectTaskAsync(new RejectTaskRequest { TaskId = task.TaskId, Reason = "no-capacity" });

        (await StepAsync(pathway)).ShouldSatisfyAllConditions(one => one.Status.ShouldBe(PathwayStepStatus.Planned), one => one.TaskId.ShouldBeEmpty());
    }

    [Fact]
    public async Task A_step_that_is_named_while_its_task_changes_misses_nothing()
    {
        var (task, pathway) = await OpenedAsync();
        var added = Agency.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "mapping", Service = "coordination", TaskId = task.TaskId });
        var rejected = host.CoordinatorReferrals.RejectTaskAsync(new RejectTaskRequest { TaskId = task.TaskId, Reason = "no-capacity" });

        await Task.WhenAll(added.ResponseAsync, rejected.ResponseAsync);

        (await StepAsync(pathway)).Status.ShouldBe(PathwayStepStatus.Skipped);
    }

    [Fact]
    public async Task A_step_that_was_a_mistake_counts_nowhere_and_who_would_have_given_it_sees_it_no_longer()
    {
        var (task, pathway) = await OpenedAsync();
        var step = (await Agency.AddPathwayStepAsync(
            new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "rehabilitation", Service = "rehabilitative-work", Organisation = ReferralsHost.Kela })).StepId;
        (await Agency.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = step })).Pathway.SupportedPlacesInARow.ShouldBe(1);
        var kela = new PathwaysService.PathwaysServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));
        await kela.GetPathwayAsync(new GetPathwayRequest { PathwayId = pathway.PathwayId });

        var now = (await Agency.EnterPathwayStepInErrorAsync(new EnterPathwayStepInErrorRequest { StepId = step, Reason = "wrong-client" })).Pathway;

        (now.SupportedPlacesInARow, now.Steps[0].Status, now.NextAction).ShouldBe((0, PathwayStepStatus.EnteredInError, null));
        (await host.Database.FactsAsync<PathwayStepCorrected>(task.ClientId)).ShouldHaveSingleItem().Status.ShouldBe("entered-in-error");
        await kela.GetPathwayAsync(new GetPathwayRequest { PathwayId = pathway.PathwayId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await Agency.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = step }).ShouldFail(StatusCode.FailedPrecondition, "STEP_IN_ERROR");
        await Agency.ClosePathwayAsync(new ClosePathwayRequest { PathwayId = pathway.PathwayId, Reason = "other" });
    }

    [Fact]
    public async Task Trials_and_subsidised_jobs_that_a_coach_records_are_links_of_the_chain_as_far_as_the_organisation_may_know()
    {
        var (task, pathway) = await OpenedAsync();
        var client = new ClientFacets { ClientId = task.ClientId, AgeBand = AgeBand._3054, Municipality = "698" };
        var job = Guid.NewGuid().ToString();
        host.Sources.Tell("coaching", new WorkTrialRecorded { WorkTrialId = Guid.NewGuid().ToString(), Client = client, Organisation = ReferralsHost.City, StartedOn = Day(-90), EndsOn = Day(-60) }, task.ClientId);
        host.Sources.Tell("coaching", new JobRecorded { JobId = job, Client = client, Organisation = ReferralsHost.City, PaySubsidised = true, OpenLabourMarket = true, StartedOn = Day(-50) }, task.ClientId);
        host.Sources.Tell("coaching", new JobEnded { JobId = job, ClientId = task.ClientId, EndedOn = Day(-20) }, task.ClientId);
        // Nobody sent the client there, and no step names the organisation.
        host.Sources.Tell("coaching", new JobRecorded { JobId = Guid.NewGuid().ToString(), Client = client, Organisation = ReferralsHost.Stranger, PaySubsidised = true, StartedOn = Day(-10) }, task.ClientId);
        await Eventually.Holds(async () => (await ReadAsync(pathway)).SupportedPlaces.Any(place => Day(-20).Equals(place.EndedOn)), "the coach's results are links");

        (await ReadAsync(pathway)).SupportedPlaces.Select(place => place.Kind).ShouldBe(["work-trial", "pay-subsidised-work"]);
        var own = new PathwaysService.PathwaysServiceClient(host.As(Role.Client, ReferralsHost.City, clientRef: task.ClientId));
        await Eventually.Holds(
            async () => (await own.GetPathwayAsync(new GetPathwayRequest { PathwayId = pathway.PathwayId })).Pathway.SupportedPlacesInARow == 3, "the client sees all");
        host.Sources.Tell("coaching", new JobRecorded { JobId = Guid.NewGuid().ToString(), Client = client, Organisation = ReferralsHost.City, OpenLabourMarket = true, StartedOn = Day(-5) }, task.ClientId);
        await Eventually.Holds(async () => Day(-5).Equals((await ReadAsync(pathway)).OpenLabourMarketSince), "the chain has led to the open labour market");
        (await ReadAsync(pathway)).SupportedPlacesInARow.ShouldBe(0);
    }

    [Fact]
    public async Task A_job_whose_subsidy_ends_leads_from_a_supported_place_to_the_open_labour_market_and_corrections_are_followed()
    {
        var (task, pathway) = await OpenedAsync();
        var client = new ClientFacets { ClientId = task.ClientId, AgeBand = AgeBand._3054, Municipality = "698" };
        var (trial, job) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var recorded = new JobRecorded { JobId = job, Client = client, Organisation = ReferralsHost.City, PaySubsidised = true, OpenLabourMarket = true, StartedOn = Day(-50) };
        var tried = new WorkTrialRecorded { WorkTrialId = trial, Client = client, Organisation = ReferralsHost.City, StartedOn = Day(-90), EndsOn = Day(-60) };
        var unsubsidised = new PaySubsidyChanged { JobId = job, ClientId = task.ClientId, PaySubsidised = false, FromDay = Day(-10) };
        host.Sources.Tell("coaching", tried, task.ClientId);
        host.Sources.Tell("coaching", recorded, task.ClientId);
        host.Sources.Tell("coaching", unsubsidised, task.ClientId);
        await BecomesAsync("the subsidy ends", 0, [], Day(-10));

        var again = new PaySubsidyChanged(unsubsidised) { PaySubsidised = true, FromDay = Day(-4) };
        host.Sources.Tell("coaching", new ResultCorrected { Job = recorded, PaySubsidyChanges = { unsubsidised, again } }, task.ClientId);
        await BecomesAsync("it is subsidised again", 1, [("pay-subsidised-work", Day(-4), null)], Day(-10));

        host.Sources.Tell("coaching", new ResultCorrected { Job = recorded, EndedOn = Day(-3) }, task.ClientId);
        await BecomesAsync("it was subsidised all along", 2, [("work-trial", Day(-90), Day(-60)), ("pay-subsidised-work", Day(-50), Day(-3))], null);

        host.Sources.Tell("coaching", new ResultCorrected { WorkTrial = new(tried) { EndsOn = Day(-70) } }, task.ClientId);
        host.Sources.Tell("coaching", new ResultEnteredInError { ResultId = job, ClientId = task.ClientId, Type = "job" }, task.ClientId);
        await BecomesAsync("there was no job, and a shorter trial", 1, [("work-trial", Day(-90), Day(-70))], null);

        Task BecomesAsync(string what, int inARow, (string, Date, Date?)[] places, Date? openSince) => Eventually.Holds(
            async () => await ReadAsync(pathway) is var now && now.SupportedPlacesInARow == inARow && Equals(now.OpenLabourMarketSince, openSince)
                && now.SupportedPlaces.Select(place => (place.Kind, place.StartedOn, (Date?)place.EndedOn)).SequenceEqual(places),
            what);
    }

    private Date Day(int days) => FinnishTime.DayOf(host.Now).AddDays(days).ToDate();

    // The task that the agency sent the client by, and the agency's pathway.
    private async Task<(Contracts.Referrals.V1.Task Task, Pathway Pathway)> OpenedAsync(Func<Contracts.Referrals.V1.Task, Task>? before = null)
    {
        var task = (await host.SubmittedAsync()).Tasks[0];
        await (before?.Invoke(task) ?? Task.CompletedTask);
        var clientId = await host.ManagedAsync(task.ClientId);
        return (task, (await Agency.OpenPathwayAsync(new OpenPathwayRequest { ClientId = clientId, Owner = "o", OwnerName = "O" })).Pathway);
    }

    private async Task<Pathway> ReadAsync(Pathway pathway) => (await Agency.GetPathwayAsync(new GetPathwayRequest { PathwayId = pathway.PathwayId })).Pathway;

    private async Task<PathwayStep> StepAsync(Pathway pathway) => (await ReadAsync(pathway)).Steps[0];
}
