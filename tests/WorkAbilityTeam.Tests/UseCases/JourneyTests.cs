using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

public sealed class JourneyTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_case_goes_from_the_task_through_meeting_and_plan_to_its_outcome()
    {
        var opened = await host.OpenedAsync();

        var met = (await host.Cases.RecordMeetingAsync(TeamHost.NewMeeting(opened))).Cases.ShouldHaveSingleItem();
        var plan = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened, TeamHost.NewMeasure(), TeamHost.NewMeasure("health-check", TeamHost.County)))).Plan;
        var answered = (await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted, AnsweredOn = TeamHost.Day(-4), Etag = plan.Etag })).Plan;
        var planned = await host.ReadAsync(opened.CaseId);
        var closed = (await host.Cases.CloseCaseAsync(new CloseCaseRequest { CaseId = opened.CaseId, Outcome = "employed", OutcomeText = "Työ alkoi.", ClosedOn = TeamHost.Day(-1), Etag = planned.Etag })).TeamCase;

        met.State.ShouldBe(CaseState.InHandling);
        met.Meetings.ShouldHaveSingleItem().Actions.ShouldHaveSingleItem().Owner.ShouldBe("team-nurse");
        (planned.State, planned.PlanId).ShouldBe((CaseState.Planned, plan.PlanId));
        answered.ClientAnswer.ShouldBe(ClientAnswer.Accepted);
        answered.Etag.ShouldNotBe(plan.Etag);
        plan.ReviewOn.ShouldBe(ServiceDefaults.FinnishTime.ToDate(ServiceDefaults.FinnishTime.ToDay(plan.MadeOn).AddMonths(3)));
        (closed.State, closed.Outcome).ShouldBe((CaseState.Closed, "employed"));
        (await host.ReadAsync(opened.CaseId)).ShouldBe(closed);

        var client = opened.ClientId;
        var held = (await host.Database.FactsAsync<MeetingHeld>(client)).ShouldHaveSingleItem();
        held.Cases.ShouldHaveSingleItem().ClientPresent.ShouldBeTrue();
        (await host.Database.FactsAsync<PlanMade>(client)).ShouldHaveSingleItem().Goals.ShouldBe(1);
        (await host.Database.FactsAsync<MeasureAgreed>(client)).Select(fact => fact.MeasureId).ShouldBe(plan.Measures.Select(measure => measure.MeasureId));
        var closing = (await host.Database.FactsAsync<CaseClosed>(client)).ShouldHaveSingleItem();
        (closing.TaskId, closing.Outcome, closing.Client.ClientId, closing.Client.Municipality).ShouldBe((opened.TaskId, "employed", client, "698"));
        (await host.Database.ScalarAsync<string[]>($"SELECT array_agg(from_state || '>' || to_state ORDER BY seq) FROM transition WHERE object_id = '{opened.CaseId}'"))
            .ShouldBe([">open", "open>in-handling", "in-handling>planned", "planned>closed"]);
    }

    [Fact]
    public async Task A_meeting_handles_several_cases_in_one_commit_and_is_told_under_each_client()
    {
        var (first, second) = (await host.OpenedAsync(), await host.OpenedAsync());
        var request = TeamHost.NewMeeting(first, second);
        request.Agenda[1].ClientPart = ClientPart.Declined;

        var recorded = await host.Cases.RecordMeetingAsync(request);

        recorded.Cases.Select(handled => handled.CaseId).ShouldBe([first.CaseId, second.CaseId]);
        var fact = (await host.Database.FactsAsync<MeetingHeld>(first.ClientId)).ShouldHaveSingleItem();
        (await host.Database.FactsAsync<MeetingHeld>(second.ClientId)).ShouldHaveSingleItem().ShouldBe(fact);
        fact.Cases.Single(handled => handled.CaseId == second.CaseId).ClientPresent.ShouldBeFalse();
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE kind = 'change' AND rpc LIKE '%RecordMeeting' AND client_id IN ('{first.ClientId}', '{second.ClientId}')")).ShouldBe(2);
    }

    [Fact]
    public async Task Meetings_that_share_cases_do_not_lock_each_other_out()
    {
        var (first, second) = (await host.OpenedAsync(), await host.OpenedAsync());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => host.Cases.RecordMeetingAsync(i % 2 == 0 ? TeamHost.NewMeeting(first, second) : TeamHost.NewMeeting(second, first)).ResponseAsync));

        (await host.ReadAsync(first.CaseId)).Meetings.Count.ShouldBe(4);
        (await host.ReadAsync(second.CaseId)).Meetings.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Every_version_of_a_plan_stays_readable_and_a_kept_measure_is_not_told_again()
    {
        var opened = await host.OpenedAsync();
        var first = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened, TeamHost.NewMeasure()))).Plan;
        await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = first.PlanId, Version = 1, Answer = ClientAnswer.Declined, Comment = "Ei vielä." });

        var revision = TeamHost.NewPlan(opened, first.Measures[0], TeamHost.NewMeasure("studies"));
        revision.Goals.Add(new Goal { Text = "Opiskelen ammatin." });
        var second = (await host.Plans.WritePlanAsync(revision)).Plan;

        (second.PlanId, second.Version, second.ClientAnswer).ShouldBe((first.PlanId, 2, ClientAnswer.Unspecified));
        second.Measures[0].ShouldBe(first.Measures[0]);
        (await host.Database.FactsAsync<MeasureAgreed>(opened.ClientId)).Select(fact => fact.Kind).ShouldBe(["coaching", "studies"]);
        (await host.Database.FactsAsync<PlanMade>(opened.ClientId)).Select(fact => fact.Version).ShouldBe([1, 2]);
        var old = (await host.Plans.GetPlanAsync(new GetPlanRequest { PlanId = first.PlanId, Version = 1 })).Plan;
        (old.ClientAnswer, old.ClientComment, old.Goals.Count).ShouldBe((ClientAnswer.Declined, "Ei vielä.", 1));
        (await host.Plans.GetPlanAsync(new GetPlanRequest { PlanId = first.PlanId })).Plan.ShouldBe(second);
        await host.Plans.GetPlanAsync(new GetPlanRequest { PlanId = first.PlanId, Version = 3 }).ShouldFail(Grpc.Core.StatusCode.NotFound, "PLAN_VERSION_UNKNOWN");
        await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = first.PlanId, Version = 1, Answer = ClientAnswer.Accepted })
            .ShouldFail(Grpc.Core.StatusCode.FailedPrecondition, "PLAN_VERSION_SUPERSEDED");
    }

    [Fact]
    public async Task A_decline_is_told_to_nobody()
    {
        var opened = await host.OpenedAsync();
        var plan = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened))).Plan;
        var before = await host.Database.ScalarAsync<long>($"SELECT count(*) FROM event_log WHERE '{opened.ClientId}' = ANY(order_keys)");

        await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Declined });

        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM event_log WHERE '{opened.ClientId}' = ANY(order_keys)")).ShouldBe(before);
    }

    [Fact]
    public async Task Nothing_is_added_to_a_closed_case()
    {
        var opened = await host.OpenedAsync();
        await host.Cases.CloseCaseAsync(new CloseCaseRequest { CaseId = opened.CaseId, Outcome = "need-resolved" });

        foreach (var attempt in new Task[]
        {
            host.Cases.RecordMeetingAsync(TeamHost.NewMeeting(opened)).ResponseAsync,
            host.Plans.WritePlanAsync(TeamHost.NewPlan(opened)).ResponseAsync,
            host.Cases.CloseCaseAsync(new CloseCaseRequest { CaseId = opened.CaseId, Outcome = "employed" }).ResponseAsync,
        })
        {
            (await attempt.ShouldFail(Grpc.Core.StatusCode.FailedPrecondition, "CASE_CLOSED")).Metadata["case_id"].ShouldBe(opened.CaseId);
        }
    }
}
