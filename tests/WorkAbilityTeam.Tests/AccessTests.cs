using Grpc.Core;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests;

public sealed class AccessTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public Task Every_RPC_is_closed_without_a_token_and_to_every_role_that_its_line_does_not_name() => AccessWalk.WalkAsync(host, Access.Table);

    [Fact]
    public void Every_RPC_of_the_contracts_is_in_the_table() =>
        new[]
            {
                TeamsService.Descriptor, CasesService.Descriptor, MeetingsService.Descriptor, TeamActionsService.Descriptor, PlansService.Descriptor,
                ConsultationsService.Descriptor, SlotsService.Descriptor, AssessmentsService.Descriptor, SocialSituationsService.Descriptor,
                MeasurementsService.Descriptor, FunctionalPeriodsService.Descriptor,
            }
            .SelectMany(service => service.Methods)
            .Select(method => $"/{method.Service.FullName}/{method.Name}")
            .Except(Access.Table.Select(rule => rule.Rpc))
            .ShouldBeEmpty();

    [Fact]
    public async Task Another_organisation_is_refused_everywhere_whether_or_not_the_object_exists_and_changes_nothing()
    {
        var opened = await host.OpenedAsync();
        var plan = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened))).Plan;
        var before = await host.ReadAsync(opened.CaseId);

        foreach (var role in new[] { Role.TeamMember, Role.Coordinator })
        {
            foreach (var (caseId, planId) in new[] { (opened.CaseId, plan.PlanId), (TeamHost.Id(), TeamHost.Id()) })
            {
                var cases = new CasesService.CasesServiceClient(host.As(role, TeamHost.Stranger));
                var plans = new PlansService.PlansServiceClient(host.As(role, TeamHost.Stranger));
                var target = new Case { CaseId = caseId };

                await cases.GetCaseAsync(new GetCaseRequest { CaseId = caseId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
                await cases.RecordMeetingAsync(TeamHost.NewMeeting(target)).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
                await cases.CloseCaseAsync(new CloseCaseRequest { CaseId = caseId, Outcome = "employed" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
                await plans.WritePlanAsync(TeamHost.NewPlan(target)).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
                await plans.GetPlanAsync(new GetPlanRequest { PlanId = planId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
                await plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = planId, Version = 1, Answer = ClientAnswer.Accepted }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
                (await cases.ListCasesAsync(new ListCasesRequest { ClientId = opened.ClientId })).Cases.ShouldBeEmpty();
            }
        }

        (await host.ReadAsync(opened.CaseId)).ShouldBe(before);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE kind = 'refusal' AND client_id = '{opened.ClientId}' AND organisation = '{TeamHost.Stranger}'")).ShouldBe(12);
    }

    [Fact]
    public async Task One_case_of_another_team_refuses_the_whole_meeting()
    {
        var (own, foreign) = (await host.OpenedAsync(), await host.OpenedAsync(TeamHost.City));

        await host.Cases.RecordMeetingAsync(TeamHost.NewMeeting(own, foreign)).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        (await host.ReadAsync(own.CaseId)).Meetings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Client_reads_and_answers_the_own_plan_and_no_other()
    {
        var opened = await host.OpenedAsync();
        var plan = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened))).Plan;
        var own = new PlansService.PlansServiceClient(host.As(Role.Client, TeamHost.City, "client-1", opened.ClientId));
        var other = new PlansService.PlansServiceClient(host.As(Role.Client, TeamHost.County, "client-2", TeamHost.Id()));

        (await own.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId })).Plan.ShouldBe(new Plan(plan) { WrittenBy = "" });
        await other.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var answered = (await own.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted, Comment = "Tämä on minun." })).Plan;

        answered.ClientAnswer.ShouldBe(ClientAnswer.Accepted);
    }
}
