using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Pathways;

public sealed class PathwayTests(PathwayHost host) : IClassFixture<PathwayHost>
{
    private PathwaysService.PathwaysServiceClient Pathways => new(host.As(Role.Coordinator, ReferralsHost.City));

    private Date Today => FinnishTime.DayOf(host.Now).ToDate();

    [Fact]
    public async Task A_pathway_opens_from_a_template_with_the_case_manager_as_owner_and_a_dated_action()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = clientId, Worker = "owner-1", WorkerName = "Omistaja" });

        var pathway = (await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = clientId, Template = "long-term-unemployed" })).Pathway;

        (pathway.Owner, pathway.StuckReason, pathway.Steps.Count).ShouldBe(("owner-1", "", 8));
        pathway.NextAction.Kind.ShouldBe("start-step");
        pathway.NextAction.DueInBusinessDays.ShouldBe(5);
        pathway.Steps.Single(step => step.TemplateStep == "team").AfterStepIds.Count.ShouldBe(2);
        await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = clientId }).ShouldFail(StatusCode.AlreadyExists, "PATHWAY_ALREADY_OPEN");
        (await host.Database.FactsAsync<PathwayOpened>(clientId)).ShouldHaveSingleItem().Template.ShouldBe("long-term-unemployed");
    }

    [Fact]
    public async Task Steps_go_in_sequence_in_parallel_repeated_and_returning()
    {
        var pathway = await OpenedAsync();
        var first = await AddAsync(pathway.PathwayId, "health-check");
        var parallel = await AddAsync(pathway.PathwayId, "social-work");
        var joined = await AddAsync(pathway.PathwayId, "work-ability-team", first, parallel);
        await Pathways.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "mapping", Service = "social-work", AfterStepIds = { Guid.NewGuid().ToString() } })
            .ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_STEP");

        await Pathways.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = first });
        await Pathways.EndPathwayStepAsync(new EndPathwayStepRequest { StepId = first, Outcome = "plan-made" });
        var repeated = await Pathways.RepeatPathwayStepAsync(new RepeatPathwayStepRequest { StepId = first, IsReturn = true, PlannedStart = Today });
        await Pathways.SkipPathwayStepAsync(new SkipPathwayStepRequest { StepId = parallel, Reason = "not-needed" });
        await Pathways.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = first }).ShouldFail(StatusCode.FailedPrecondition, "STEP_ENDED");

        var read = (await Pathways.GetPathwayAsync(new GetPathwayRequest { PathwayId = pathway.PathwayId })).Pathway;
        read.Steps.Select(step => step.Status).ShouldBe([PathwayStepStatus.Ended, PathwayStepStatus.Skipped, PathwayStepStatus.Planned, PathwayStepStatus.Planned]);
        read.Steps[3].RepeatsStepId.ShouldBe(first);
        read.Steps[3].AfterStepIds.ShouldContain(joined);
        read.Steps[2].IsWaiting.ShouldBeTrue();
        repeated.StepId.ShouldBe(read.Steps[3].StepId);
    }

    [Fact]
    public async Task A_pathway_without_an_owner_is_stuck_until_it_has_one_and_an_action()
    {
        var clientId = await host.ManagedAsync((await host.SubmittedAsync()).ClientId);
        var pathway = (await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = clientId })).Pathway;
        pathway.StuckReason.ShouldBe("no-owner");

        await Pathways.AssignPathwayOwnerAsync(new AssignPathwayOwnerRequest { PathwayId = pathway.PathwayId, Owner = "owner-2", OwnerName = "Omistaja", Etag = pathway.Etag });
        var free = (await Pathways.SetNextActionAsync(new SetNextActionRequest { PathwayId = pathway.PathwayId, Text = "Soita asiakkaalle", Day = Today })).Pathway;

        (free.StuckReason, free.NextAction.Text, free.NextAction.DueInBusinessDays).ShouldBe(("", "Soita asiakkaalle", 0));
        (await host.Database.FactsAsync<PathwayStuck>(clientId)).Select(fact => fact.Reason).ShouldBe(["no-owner", "no-next-action"]);
        (await host.Database.FactsAsync<PathwayUnstuck>(clientId)).Count.ShouldBe(1);
        await Pathways.SetNextActionAsync(new SetNextActionRequest { PathwayId = pathway.PathwayId, Text = "Soita" }).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
    }

    [Fact]
    public async Task A_pathway_follows_the_team_and_coaching()
    {
        var referral = await host.SubmittedAsync();
        var agency = new PathwaysService.PathwaysServiceClient(host.As(Role.Coordinator, ReferralsHost.Agency));
        var pathway = (await agency.OpenPathwayAsync(new OpenPathwayRequest { ClientId = await host.ManagedAsync(referral.ClientId), Owner = "o", OwnerName = "O" })).Pathway;
        var client = new ClientFacets { ClientId = referral.ClientId, AgeBand = AgeBand._3054, Municipality = "698" };
        var (caseId, coachingId) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());

        host.Sources.Tell("team", new CaseOpened { CaseId = caseId, Client = client, Organisation = ReferralsHost.City, OpenedOn = Today }, referral.ClientId);
        host.Sources.Tell("team", new CaseClosed { CaseId = caseId, Client = client, Organisation = ReferralsHost.City, Outcome = "plan-made", ClosedOn = Today }, referral.ClientId);
        // Nobody sent the client there, and no step names the organisation.
        host.Sources.Tell("coaching", new CoachingStarted { CoachingId = coachingId, Client = client, Organisation = ReferralsHost.Stranger, StartedOn = Today }, referral.ClientId);
        await Eventually.Holds(async () => (await ReadAsync(agency, pathway.PathwayId)).Steps.Any(step => step.Status == PathwayStepStatus.Ended), "the team's step ends");

        var step = (await ReadAsync(agency, pathway.PathwayId)).Steps.ShouldHaveSingleItem();
        (step.Service, step.Outcome, step.Organisation).ShouldBe(("work-ability-team", "plan-made", ReferralsHost.City));
        (await host.Database.FactsAsync<PathwayStepStarted>(referral.ClientId)).ShouldHaveSingleItem().Service.ShouldBe("work-ability-team");
    }

    [Fact]
    public async Task Who_gives_a_step_sees_that_step_alone_and_may_start_it()
    {
        var pathway = await OpenedAsync();
        await AddAsync(pathway.PathwayId, "social-work");
        var given = (await Pathways.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "rehabilitation", Service = "vocational-rehabilitation", Organisation = ReferralsHost.Kela })).StepId;
        var kela = new PathwaysService.PathwaysServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));

        var seen = await ReadAsync(kela, pathway.PathwayId);

        (seen.Steps.ShouldHaveSingleItem().StepId, seen.StepsWithheld).ShouldBe((given, true));
        await kela.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = given });
        await new PathwaysService.PathwaysServiceClient(host.As(Role.Coordinator, ReferralsHost.Kela)).ClosePathwayAsync(new ClosePathwayRequest { PathwayId = pathway.PathwayId, Reason = "other" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await ReadAsync(new(host.As(Role.Client, ReferralsHost.Kela, clientRef: pathway.ClientId)), pathway.PathwayId)).Steps.Count.ShouldBe(2);
        var client = new PathwaysService.PathwaysServiceClient(host.As(Role.Client, ReferralsHost.Kela, clientRef: pathway.ClientId));
        (await client.ListPathwaysAsync(new ListPathwaysRequest { ClientId = pathway.ClientId })).Pathways.ShouldHaveSingleItem().PathwayId.ShouldBe(pathway.PathwayId);
        await client.ListPathwaysAsync(new ListPathwaysRequest { ClientId = Guid.NewGuid().ToString() }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await ReadAsync(new(host.As(Role.Coordinator, ReferralsHost.Stranger)), pathway.PathwayId).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_pathway_closes_when_nothing_is_under_way_and_lets_the_case_manager_go()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = clientId, Worker = "owner-3", WorkerName = "Omistaja" });
        var pathway = (await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = clientId })).Pathway;
        var step = await AddAsync(pathway.PathwayId, "social-work");
        await Pathways.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = step });
        var people = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Coordinator, ReferralsHost.City));

        await Pathways.ClosePathwayAsync(new ClosePathwayRequest { PathwayId = pathway.PathwayId, Reason = "goal-reached" }).ShouldFail(StatusCode.FailedPrecondition, "STEPS_UNDER_WAY");
        await people.EndCaseManagementAsync(new EndCaseManagementRequest { ClientId = clientId, Reason = "need-ended" }).ShouldFail(StatusCode.FailedPrecondition, "STILL_ON_PATHWAY");
        await Pathways.EndPathwayStepAsync(new EndPathwayStepRequest { StepId = step, Outcome = "employed" });
        (await Pathways.ClosePathwayAsync(new ClosePathwayRequest { PathwayId = pathway.PathwayId, Reason = "employed" })).Pathway.ClosedOn.ShouldBe(Today);
        await people.EndCaseManagementAsync(new EndCaseManagementRequest { ClientId = clientId, Reason = "need-ended" });

        await Pathways.SetNextActionAsync(new SetNextActionRequest { PathwayId = pathway.PathwayId }).ShouldFail(StatusCode.FailedPrecondition, "PATHWAY_CLOSED");
        (await host.Database.FactsAsync<PathwayClosed>(clientId)).ShouldHaveSingleItem().Reason.ShouldBe("employed");
    }

    [Fact]
    public async Task Who_gives_a_step_gives_it_to_nobody_else()
    {
        var pathway = await OpenedAsync();
        var step = (await Pathways.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "mapping", Service = "coordination", Organisation = ReferralsHost.Stranger })).StepId;
        var giver = new PathwaysService.PathwaysServiceClient(host.As(Role.Coordinator, ReferralsHost.Stranger));

        await giver.PlanPathwayStepAsync(new PlanPathwayStepRequest { StepId = step, Organisation = ReferralsHost.Kela }).ShouldFail(StatusCode.FailedPrecondition, "STEP_GIVEN_BY_OWNER");
        await giver.PlanPathwayStepAsync(new PlanPathwayStepRequest { StepId = step, Organisation = ReferralsHost.Stranger, PlannedStart = Today });
        await Pathways.PlanPathwayStepAsync(new PlanPathwayStepRequest { StepId = step, Organisation = ReferralsHost.Kela });
        await giver.GetPathwayAsync(new GetPathwayRequest { PathwayId = pathway.PathwayId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_non_disclosure_ordered_later_goes_for_what_was_begun_before()
    {
        var agency = new PathwaysService.PathwaysServiceClient(host.As(Role.Coordinator, ReferralsHost.Agency));
        var referral = await host.SubmittedAsync();
        var pathway = (await agency.OpenPathwayAsync(new OpenPathwayRequest { ClientId = await host.ManagedAsync(referral.ClientId) })).Pathway;
        var step = (await agency.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "mapping", Service = "social-work" })).StepId;
        referral.Municipality.ShouldBe("698");

        await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest
        {
            ClientId = referral.ClientId,
            Client = new ClientDetails { Register = "social-welfare", NonDisclosure = true },
            UpdateMask = new() { Paths = { "non_disclosure" } },
        });
        await agency.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = step });

        (await host.Database.FactsAsync<PathwayStepStarted>(referral.ClientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("unknown");
        (await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Municipality.ShouldBeEmpty();
        // Whoever has the referral is told, and who did it is known.
        (await host.Database.FactsAsync<ReferralUpdated>(referral.ClientId)).ShouldHaveSingleItem().ReferralId.ShouldBe(referral.ReferralId);
        var stale = await host.AgencyReferrals.SetReferencesAsync(new SetReferencesRequest { ReferralId = referral.ReferralId, Etag = referral.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        stale.Metadata["changed_by"].ShouldBe(await host.Database.ScalarAsync<string>($"SELECT actor FROM transition WHERE object_id = '{referral.ReferralId}' AND to_state = 'client-hidden'"));
    }

    [Fact]
    public async Task A_pathway_goes_with_its_case_manager_to_the_next_one()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = clientId, Worker = "owner-4", WorkerName = "Omistaja" });
        var pathway = (await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = clientId, Template = "social-welfare" })).Pathway;

        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = clientId, Worker = "owner-5", WorkerName = "Seuraaja", Reason = "workload" });

        (await ReadAsync(Pathways, pathway.PathwayId)).Owner.ShouldBe("owner-5");
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM transition WHERE object_id = '{pathway.PathwayId}' AND to_state = 'owner-assigned'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_client_on_a_pathway_has_a_case_manager_whichever_is_begun_or_ended_first()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = clientId }).ShouldFail(StatusCode.FailedPrecondition, "NO_CASE_MANAGER");
        var people = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Coordinator, ReferralsHost.City));
        for (var i = 0; i < 10; i++)
        {
            var client = (await host.SubmittedAsync()).ClientId;
            await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = client, Worker = "owner-6", WorkerName = "Omistaja" });

            await System.Threading.Tasks.Task.WhenAll(
                TriedAsync(() => Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = client }).ResponseAsync),
                TriedAsync(() => people.EndCaseManagementAsync(new EndCaseManagementRequest { ClientId = client, Reason = "need-ended" }).ResponseAsync));

            var isOn = await host.Database.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM pathway WHERE client_id = '{client}')");
            var isManaged = await host.Database.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM case_management WHERE client_id = '{client}' AND worker <> '')");
            isManaged.ShouldBe(isOn);
        }
    }

    private static async System.Threading.Tasks.Task TriedAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
        }
        catch (RpcException refusal)
        {
            Refusal.Of(refusal).Reason.ShouldBeOneOf("NO_CASE_MANAGER", "STILL_ON_PATHWAY");
        }
    }

    private static async System.Threading.Tasks.Task<Pathway> ReadAsync(PathwaysService.PathwaysServiceClient caller, string pathwayId) =>
        (await caller.GetPathwayAsync(new GetPathwayRequest { PathwayId = pathwayId })).Pathway;

    private async System.Threading.Tasks.Task<Pathway> OpenedAsync() =>
        (await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = await host.ManagedAsync((await host.SubmittedAsync()).ClientId), Owner = "owner", OwnerName = "Omistaja" })).Pathway;

    private async System.Threading.Tasks.Task<string> AddAsync(string pathwayId, string service, params string[] after) =>
        (await Pathways.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = pathwayId, Phase = "mapping", Service = service, AfterStepIds = { after } })).StepId;
}
