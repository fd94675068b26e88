using Grpc.Core;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using static Tyokyky.WorkAbilityTeam.Tests.TeamHost;

namespace Tyokyky.WorkAbilityTeam.Tests.Measurements;

public sealed class MeasurementTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_measurement_at_the_end_is_compared_with_the_start_and_plans_those_that_follow_and_are_owned()
    {
        var opened = await host.OpenedAsync(daysAgo: 300);
        var start = await AnsweredAsync(opened, MeasurementPhase.Start, 500, -200);
        var end = await AnsweredAsync(opened, MeasurementPhase.End, 700, -1);

        var change = (await host.Measurements.ListMeasurementChangesAsync(new ListMeasurementChangesRequest { CaseId = opened.CaseId })).Changes.ShouldHaveSingleItem();
        (change.BaselineMeasurementId, change.MeasurementId, change.ChangeTenths, change.Direction).ShouldBe((start.MeasurementId, end.MeasurementId, 200, ChangeDirection.Improved));
        var told = (await host.Database.FactsAsync<MeasurementChanged>(opened.ClientId)).ShouldHaveSingleItem();
        (told.Scale, told.ChangeTenths, told.Direction).ShouldBe(("work-ability", 200, "improved"));
        var following = (await host.Measurements.ListMeasurementsAsync(new ListMeasurementsRequest { CaseId = opened.CaseId, State = MeasurementState.Planned })).Measurements;
        following.OrderBy(one => one.DueOn.ToDay()).Select(one => one.DueOn.ToDay()).ShouldBe([Day(-1).ToDay().AddMonths(6), Day(-1).ToDay().AddMonths(12)]);
        following.ShouldAllBe(one => one.Owner == "nurse-1" && one.Phase == MeasurementPhase.FollowUp);
    }

    [Fact]
    public async Task A_corrected_start_tells_its_pairs_again()
    {
        var opened = await host.OpenedAsync(daysAgo: 300);
        var start = await AnsweredAsync(opened, MeasurementPhase.Start, 500, -100);
        await AnsweredAsync(opened, MeasurementPhase.Interim, 700, -50);

        await host.Measurements.CorrectMeasurementAsync(new CorrectMeasurementRequest { MeasurementId = start.MeasurementId, Values = { Value(800) }, Note = "Kirjausvirhe" });

        (await host.Database.FactsAsync<MeasurementChanged>(opened.ClientId)).Select(fact => fact.ChangeTenths).ShouldBe([200, -100]);
    }

    [Fact]
    public async Task A_measurement_comes_due_by_itself_is_tried_and_may_be_refused_apart_from_research()
    {
        var opened = await host.OpenedAsync(daysAgo: 300);
        var consent = (await host.Measurements.GiveResearchConsentAsync(new GiveResearchConsentRequest { CaseId = opened.CaseId })).Consent;
        var planned = await PlannedAsync(opened, MeasurementPhase.Interim, -2);
        await Eventually.Holds(async () => (await host.Database.FactsAsync<MeasurementFellDue>(opened.ClientId)).Count == 1, "its day comes");
        (await host.Measurements.ListDueMeasurementsAsync(new ListDueMeasurementsRequest { Owner = "nurse-1" })).Measurements.Select(one => one.MeasurementId).ShouldContain(planned.MeasurementId);

        var tried = (await host.Measurements.RecordMeasurementAttemptAsync(new RecordMeasurementAttemptRequest { MeasurementId = planned.MeasurementId, Mode = Mode.Phone })).Measurement;
        var refused = (await host.Measurements.RefuseMeasurementAsync(new RefuseMeasurementRequest { MeasurementId = planned.MeasurementId })).Measurement;

        tried.NextAttemptOn.ToDay().ShouldBe(FinnishCalendar.AddBusinessDays(Today.ToDay(), 5));
        (refused.State, refused.NextAttemptOn).ShouldBe((MeasurementState.Refused, null));
        (await host.Measurements.WithdrawResearchConsentAsync(new WithdrawResearchConsentRequest { ConsentId = consent.ConsentId })).Consent.WithdrawnOn.ShouldBe(Today);
        await host.Measurements.AnswerMeasurementAsync(new AnswerMeasurementRequest { MeasurementId = planned.MeasurementId, Rater = Rater.Client, Values = { Value(1) } }).ShouldFail(StatusCode.FailedPrecondition, "MEASUREMENT_REFUSED");
        (await host.Database.FactsAsync<MeasurementEnded>(opened.ClientId)).ShouldHaveSingleItem().State.ShouldBe("refused");
    }

    [Fact]
    public async Task Values_are_of_the_versions_scales_and_read_by_the_team_and_the_client_alone()
    {
        var opened = await host.OpenedAsync(daysAgo: 300);
        var planned = await PlannedAsync(opened, MeasurementPhase.Start, -2);
        var answer = new AnswerMeasurementRequest { MeasurementId = planned.MeasurementId, Rater = Rater.Client };
        (await host.Measurements.AnswerMeasurementAsync(new AnswerMeasurementRequest(answer) { Values = { Value(1001) } }).ShouldFail(StatusCode.InvalidArgument, "VALUE_OUT_OF_SCALE")).Metadata["max"].ShouldBe("1000");
        await host.Measurements.AnswerMeasurementAsync(new AnswerMeasurementRequest(answer) { Values = { new ScaleValue { Scale = "nothing" } } }).ShouldFail(StatusCode.InvalidArgument, "SCALE_UNKNOWN");
        await host.Measurements.AnswerMeasurementAsync(new AnswerMeasurementRequest(answer) { Values = { Value(1), Value(1) } }).ShouldFail(StatusCode.InvalidArgument, "VALUE_TWICE");
        var answered = (await host.Measurements.AnswerMeasurementAsync(new AnswerMeasurementRequest(answer) { Values = { Value(600) } })).Measurement;

        var request = new GetMeasurementRequest { MeasurementId = planned.MeasurementId };
        var coordinator = new MeasurementsService.MeasurementsServiceClient(host.As(Role.Coordinator, County));
        var client = new MeasurementsService.MeasurementsServiceClient(host.As(Role.Client, City, "person", opened.ClientId));
        (await client.GetMeasurementAsync(request)).Measurement.ShouldBe(answered);
        (await coordinator.GetMeasurementAsync(request)).Measurement.ShouldSatisfyAllConditions(one => one.Values.ShouldBeEmpty(), one => one.Withheld.ShouldBeTrue());
        (await coordinator.ListMeasurementChangesAsync(new ListMeasurementChangesRequest { CaseId = opened.CaseId })).Withheld.ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_records_an_own_assessment_and_a_reference_to_another_system()
    {
        var opened = await host.OpenedAsync(daysAgo: 300);
        var client = new MeasurementsService.MeasurementsServiceClient(host.As(Role.Client, City, "person", opened.ClientId));
        var other = new MeasurementsService.MeasurementsServiceClient(host.As(Role.Client, City, "another", Id()));
        var own = new RecordOwnAssessmentRequest { CaseId = opened.CaseId, Instrument = "kykyviisari", Values = { Value(300) } };

        var recorded = (await client.RecordOwnAssessmentAsync(own)).Measurement;
        await client.RecordExternalResultAsync(new RecordExternalResultRequest { CaseId = opened.CaseId, System = "omaolo", Reference = "arvio/7" });

        (recorded.Phase, recorded.State, recorded.Rater).ShouldBe((MeasurementPhase.Own, MeasurementState.Answered, Rater.Client));
        (await host.Measurements.ListExternalResultsAsync(new ListExternalResultsRequest { CaseId = opened.CaseId })).Results.ShouldHaveSingleItem().System.ShouldBe("omaolo");
        await other.RecordOwnAssessmentAsync(own).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await client.RecordOwnAssessmentAsync(new RecordOwnAssessmentRequest(own) { Instrument = "unknown" }).ShouldFail(StatusCode.InvalidArgument, "INSTRUMENT_UNKNOWN");
    }

    [Fact]
    public async Task Pairs_and_coverage_are_counted_and_the_consented_extracted_under_pseudonyms()
    {
        var team = new MeasurementsService.MeasurementsServiceClient(host.As(Role.TeamMember, Stranger));
        var manager = new MeasurementsService.MeasurementsServiceClient(host.As(Role.Manager, Stranger));
        var consents = new List<(Case Case, string Consent)>();
        foreach (var (from, to) in new (int, int?)[] { (500, 700), (500, 550), (500, 300), (500, null) })
        {
            var opened = await host.OpenedAsync(Stranger, daysAgo: 300);
            await AnsweredAsync(opened, MeasurementPhase.Start, from, -100, team);
            if (to is { } later) { await AnsweredAsync(opened, MeasurementPhase.Interim, later, -10, team); }
            consents.Add((opened, (await team.GiveResearchConsentAsync(new GiveResearchConsentRequest { CaseId = opened.CaseId })).Consent.ConsentId));
        }

        (await manager.CountMeasurementChangesAsync(new CountMeasurementChangesRequest())).Rows.ShouldHaveSingleItem().ShouldBe(new MeasurementChangeCounts
        {
            Instrument = "kykyviisari",
            Version = "2",
            Scale = "work-ability",
            Starts = 4,
            Pairs = 3,
            Improved = 1,
            Unchanged = 1,
            Worsened = 1,
            MeanChangeTenths = 17,
        });

        await team.WithdrawResearchConsentAsync(new WithdrawResearchConsentRequest { ConsentId = consents[0].Consent });
        await team.GiveResearchConsentAsync(new GiveResearchConsentRequest { CaseId = consents[1].Case.CaseId }).ShouldFail(StatusCode.FailedPrecondition, "CONSENT_GIVEN");
        var lines = new List<string>();
        var request = new ExtractMeasurementsRequest { PageSize = 2 };
        do
        {
            var page = await manager.ExtractMeasurementsAsync(request);
            lines.AddRange(page.Csv.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        lines[0].ShouldStartWith("pseudonym;");
        lines.Count.ShouldBe(1 + 5);
        lines.Skip(1).Select(line => line.Split(';')[0]).Distinct().Count().ShouldBe(3);
        lines.ShouldAllBe(line => !consents.Any(one => line.Contains(one.Case.ClientId, StringComparison.Ordinal)));
        lines.Count(line => line.EndsWith("work-ability;550;550", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_measurement_is_about_goals_of_the_cases_plan_and_no_others()
    {
        var opened = await host.OpenedAsync();
        var plan = (await host.Plans.WritePlanAsync(NewPlan(opened))).Plan;
        var another = (await host.Plans.WritePlanAsync(NewPlan(await host.OpenedAsync()))).Plan;
        var request = new PlanMeasurementRequest { CaseId = opened.CaseId, Instrument = "kykyviisari", Phase = MeasurementPhase.Start, Owner = "nurse-1", DueOn = Day(5), GoalIds = { plan.Goals[0].GoalId } };

        var planned = (await host.Measurements.PlanMeasurementAsync(request)).Measurement;
        planned.GoalIds.ShouldBe([plan.Goals[0].GoalId]);

        request.GoalIds.Add(another.Goals[0].GoalId);
        var refusal = await host.Measurements.PlanMeasurementAsync(request).ShouldFail(StatusCode.InvalidArgument, "GOAL_UNKNOWN");
        refusal.BadRequest!.FieldViolations.Select(violation => violation.Field).ShouldBe(["goal_ids[1]"]);
    }

    [Fact]
    public async Task A_follow_up_is_about_goals_of_a_plan_that_has_ended_but_not_of_a_mistaken_one()
    {
        var opened = await host.OpenedAsync();
        var plan = (await host.Plans.WritePlanAsync(NewPlan(opened))).Plan;
        var request = new PlanMeasurementRequest { CaseId = opened.CaseId, Instrument = "kykyviisari", Phase = MeasurementPhase.FollowUp, Owner = "nurse-1", DueOn = Day(90), GoalIds = { plan.Goals[0].GoalId } };

        await host.Plans.EndPlanAsync(new EndPlanRequest { PlanId = plan.PlanId, Reason = "goals-attained" });
        await host.Measurements.PlanMeasurementAsync(request);

        await host.Plans.EnterPlanInErrorAsync(new EnterPlanInErrorRequest { PlanId = plan.PlanId, Reason = "duplicate" });
        await host.Measurements.PlanMeasurementAsync(request).ShouldFail(StatusCode.InvalidArgument, "GOAL_UNKNOWN");
    }

    private static ScaleValue Value(int hundredths) => new() { Scale = "work-ability", ValueHundredths = hundredths };

    private async Task<Measurement> PlannedAsync(Case opened, MeasurementPhase phase, int day, MeasurementsService.MeasurementsServiceClient? team = null) =>
        (await (team ?? host.Measurements).PlanMeasurementAsync(
            new PlanMeasurementRequest { CaseId = opened.CaseId, Instrument = "kykyviisari", Phase = phase, Owner = "nurse-1", DueOn = Day(day) })).Measurement;

    private async Task<Measurement> AnsweredAsync(
        Case opened, MeasurementPhase phase, int value, int day, MeasurementsService.MeasurementsServiceClient? team = null)
    {
        var planned = await PlannedAsync(opened, phase, day, team);
        return (await (team ?? host.Measurements).AnswerMeasurementAsync(
            new AnswerMeasurementRequest { MeasurementId = planned.MeasurementId, Rater = Rater.Joint, Values = { Value(value) }, AnsweredOn = Day(day) })).Measurement;
    }
}
