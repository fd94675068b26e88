using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

/// <summary>What holds for every request: repeats, etags, trials, pages, access-log rows.</summary>
public sealed class RequestTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_a_reused_id_is_refused()
    {
        var opened = await host.OpenedAsync();
        var request = TeamHost.NewPlan(opened, TeamHost.NewMeasure());

        var first = await host.Plans.WritePlanAsync(request);
        (await host.Plans.WritePlanAsync(request)).ShouldBe(first);
        await host.Plans.WritePlanAsync(new WritePlanRequest(request) { Strengths = "Muuta" }).ShouldFail(StatusCode.AlreadyExists, "REQUEST_ID_REUSED");

        (await host.Database.FactsAsync<PlanMade>(opened.ClientId)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Concurrent_repeats_of_a_meeting_make_one()
    {
        var opened = await host.OpenedAsync();
        var request = TeamHost.NewMeeting(opened);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Cases.RecordMeetingAsync(request).ResponseAsync));

        answers.Select(answer => answer.MeetingId).Distinct().ShouldHaveSingleItem();
        (await host.ReadAsync(opened.CaseId)).Meetings.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stale_etag_is_refused_with_the_current_one_and_who_changed_it()
    {
        var opened = await host.OpenedAsync();
        var met = (await host.Cases.RecordMeetingAsync(TeamHost.NewMeeting(opened))).Cases[0];

        var refusal = await host.Cases.CloseCaseAsync(new CloseCaseRequest { CaseId = opened.CaseId, Outcome = "employed", Etag = opened.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");

        (refusal.Metadata["etag"], refusal.Metadata["changed_by"]).ShouldBe((met.Etag, "test-team_member"));
        var plan = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened))).Plan;
        await host.Plans.WritePlanAsync(new WritePlanRequest(TeamHost.NewPlan(opened)) { Etag = "AAAA" }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted, Etag = "AAAA" }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
    }

    [Fact]
    public async Task A_first_plan_has_no_etag()
    {
        var opened = await host.OpenedAsync();

        var refusal = await host.Plans.WritePlanAsync(new WritePlanRequest(TeamHost.NewPlan(opened)) { Etag = opened.Etag })
            .ShouldFail(StatusCode.InvalidArgument, "ETAG_UNEXPECTED");

        refusal.Metadata["field"].ShouldBe("etag");
        (await host.ReadAsync(opened.CaseId)).PlanId.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trial_makes_every_check_and_writes_nothing()
    {
        var opened = await host.OpenedAsync();
        var meeting = new RecordMeetingRequest(TeamHost.NewMeeting(opened)) { ValidateOnly = true };
        var plan = new WritePlanRequest(TeamHost.NewPlan(opened, TeamHost.NewMeasure())) { ValidateOnly = true };
        var close = new CloseCaseRequest { CaseId = opened.CaseId, Outcome = "employed", ValidateOnly = true };

        (await host.Cases.RecordMeetingAsync(meeting)).Cases[0].State.ShouldBe(CaseState.InHandling);
        (await host.Plans.WritePlanAsync(plan)).Plan.Version.ShouldBe(1);
        (await host.Cases.CloseCaseAsync(close)).TeamCase.State.ShouldBe(CaseState.Closed);

        (await host.ReadAsync(opened.CaseId)).ShouldBe(opened);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM event_log WHERE '{opened.ClientId}' = ANY(order_keys)")).ShouldBe(1);
    }

    [Fact]
    public async Task Lists_are_paged_without_gaps_or_repeats_newest_first()
    {
        var opened = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            opened.Add((await host.OpenedAsync()).CaseId);
        }

        var seen = new List<Case>();
        var request = new ListCasesRequest { PageSize = 2, State = CaseState.Open };
        do
        {
            var page = await host.Cases.ListCasesAsync(request);
            page.Cases.Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page.Cases);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        seen.Select(item => item.CaseId).ShouldBeUnique();
        seen.Select(item => item.CaseId).Where(opened.Contains).ShouldBe(Enumerable.Reverse(opened));
        await host.Cases.ListCasesAsync(new ListCasesRequest { PageSize = -1 }).ShouldFail(StatusCode.InvalidArgument, "PAGE_SIZE_NEGATIVE");
        await host.Cases.ListCasesAsync(new ListCasesRequest { PageToken = "AAAA" }).ShouldFail(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        var token = (await host.Cases.ListCasesAsync(new ListCasesRequest { PageSize = 1 })).NextPageToken;
        await host.Cases.ListCasesAsync(new ListCasesRequest { PageSize = 1, PageToken = token, State = CaseState.Closed }).ShouldFail(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
    }

    [Fact]
    public async Task Every_read_leaves_its_row_on_the_client()
    {
        var opened = await host.OpenedAsync();
        var plan = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened))).Plan;
        await host.Cases.GetCaseAsync(new GetCaseRequest { CaseId = opened.CaseId });
        await host.Cases.ListCasesAsync(new ListCasesRequest { ClientId = opened.ClientId });
        await host.Plans.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId });

        (await host.Database.ScalarAsync<string[]>($"""
            SELECT array_agg(DISTINCT kind || ' ' || split_part(rpc, '/', 3) ORDER BY kind || ' ' || split_part(rpc, '/', 3)) FROM access_log
            WHERE client_id = '{opened.ClientId}' AND subject = 'test-team_member'
            """)).ShouldBe(["change WritePlan", "read GetCase", "read GetPlan", "read ListCases"]);
    }
}
