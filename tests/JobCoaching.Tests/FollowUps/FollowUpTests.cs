using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.FollowUps;

public sealed class FollowUpTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    private FollowUpsService.FollowUpsServiceClient FollowUps => new(host.As(Role.Coach, CoachingHost.City));

    [Fact]
    public async Task A_recorded_job_plans_its_follow_ups_and_they_go_on_when_the_coaching_ends()
    {
        var started = await host.StartedAsync();
        var job = await JobAsync(started);
        await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = started.CoachingId, Outcome = "employed" });

        var planned = await OfAsync(job.JobId);
        var coach = (await host.ReadAsync(started.CoachingId)).Coach;

        planned.Select(one => one.Months).ShouldBe([3, 6, 12]);
        planned.ShouldAllBe(one => one.State == FollowUpState.Planned && one.CountedFrom.ToDay() == job.StartedOn.ToDay() && one.NextAttemptOn.ToDay() == one.DueOn.ToDay() && one.CoachingId == started.CoachingId);
        planned[0].DueOn.ToDay().ShouldBe(job.StartedOn.ToDay().AddMonths(3));
        planned.ShouldAllBe(one => one.Owner == coach && coach.Length > 0);
        var told = await host.Database.FactsAsync<FollowUpScheduled>(started.ClientId);
        told.Select(fact => (fact.FollowUp.Months, fact.FollowUp.ResultType)).ShouldBe([(3, "employment"), (6, "employment"), (12, "employment")]);
        told.ShouldAllBe(fact => fact.FollowUp.Client.CustomerProfile == "to-work-with-support" && fact.FollowUp.Client.Programme == "kokeilu");
    }

    [Fact]
    public async Task One_whose_day_has_come_is_told_once_and_is_among_those_due_until_the_client_answers()
    {
        var (client, followUp) = await DueAsync();
        await Eventually.Holds(async () => (await host.Database.FactsAsync<FollowUpFellDue>(client)).Count == 1, "its day comes");
        (await FollowUps.ListDueFollowUpsAsync(new ListDueFollowUpsRequest { Owner = followUp.Owner })).FollowUps.ShouldContain(one => one.FollowUpId == followUp.FollowUpId);

        var caseloads = new CaseloadsService.CaseloadsServiceClient(host.As(Role.Coach, CoachingHost.City));
        (await caseloads.ListAgendaAsync(new ListAgendaRequest { Span = AgendaSpan.Day, Coach = followUp.Owner })).Items.Where(item => item.Kind == AgendaKind.FollowUp && item.ClientId == client)
            .ShouldHaveSingleItem().SubjectId.ShouldBe(followUp.FollowUpId);

        var tried = (await FollowUps.RecordFollowUpAttemptAsync(new RecordFollowUpAttemptRequest { FollowUpId = followUp.FollowUpId, Mode = Mode.Phone, OnDay = CoachingHost.Day(-1) })).FollowUp;
        var answer = new AnswerFollowUpRequest { FollowUpId = followUp.FollowUpId, Mode = Mode.Message, Situation = "other-job", Note = "Vaihtoi kesällä.", RequestId = CoachingHost.Id() };
        var answered = (await FollowUps.AnswerFollowUpAsync(answer)).FollowUp;

        tried.NextAttemptOn.ToDay().ShouldBe(FinnishCalendar.AddBusinessDays(CoachingHost.Day(-1).ToDay(), 5));
        (answered.State, answered.Situation, answered.NextAttemptOn, answered.Attempts.Count).ShouldBe((FollowUpState.Answered, "other-job", null, 2));
        (await FollowUps.AnswerFollowUpAsync(answer)).FollowUp.ShouldBe(answered, "a repeat is answered and has no second effect");
        (await FollowUps.ListDueFollowUpsAsync(new ListDueFollowUpsRequest { Owner = followUp.Owner })).FollowUps.ShouldNotContain(one => one.FollowUpId == followUp.FollowUpId);
        (await host.Database.FactsAsync<FollowUpAttempted>(client)).Select(fact => (fact.Attempt, fact.Reached)).ShouldBe([(1, false), (2, true)]);
        var ended = (await host.Database.FactsAsync<FollowUpEnded>(client)).ShouldHaveSingleItem();
        (ended.State, ended.Situation, ended.ToString().Contains("kesällä", StringComparison.Ordinal)).ShouldBe(("answered", "other-job", false));
        (await host.TrailAsync(followUp.FollowUpId))[^1].ShouldBe("planned>answered other-job");
    }

    [Fact]
    public async Task After_the_last_attempt_it_is_not_answered_and_a_late_answer_counts_and_is_corrected_and_taken_back()
    {
        var (client, followUp) = await DueAsync();
        var attempt = new RecordFollowUpAttemptRequest { FollowUpId = followUp.FollowUpId, Mode = Mode.Phone };
        for (var i = 0; i < followUp.MaxAttempts; i++) { await FollowUps.RecordFollowUpAttemptAsync(attempt); }

        await FollowUps.RecordFollowUpAttemptAsync(attempt).ShouldFail(StatusCode.FailedPrecondition, "FOLLOW_UP_GIVEN_UP");
        await FollowUps.AnswerFollowUpAsync(new AnswerFollowUpRequest { FollowUpId = followUp.FollowUpId, Mode = Mode.Phone, Situation = "unemployed" });
        await FollowUps.CorrectFollowUpAsync(new CorrectFollowUpRequest { FollowUpId = followUp.FollowUpId, Situation = "studies", Reason = "typing-error" });
        var reopened = (await FollowUps.ReopenFollowUpAsync(new ReopenFollowUpRequest { FollowUpId = followUp.FollowUpId, Reason = "wrong-client" })).FollowUp;
        var allowed = await FollowUps.GetAllowedFollowUpActionsAsync(new GetAllowedFollowUpActionsRequest { FollowUpId = followUp.FollowUpId });

        (await host.Database.FactsAsync<FollowUpEnded>(client)).Select(fact => (fact.State, fact.Situation)).ShouldBe([("not-answered", ""), ("answered", "unemployed"), ("answered", "studies")]);
        (reopened.State, reopened.Situation, reopened.EndedOn).ShouldBe((FollowUpState.Planned, "", null));
        (await host.Database.FactsAsync<FollowUpScheduled>(client)).Count(fact => fact.FollowUp.FollowUpId == followUp.FollowUpId).ShouldBe(2, "it waits again");
        allowed.Actions.Where(action => !action.Allowed).Select(action => (action.Action, action.BlockedReason)).ShouldBe([("CorrectFollowUp", "FOLLOW_UP_NOT_ANSWERED"), ("ReopenFollowUp", "FOLLOW_UP_NOT_ANSWERED")]);
    }

    [Fact]
    public async Task A_corrected_result_moves_its_follow_ups_and_a_mistake_withdraws_them_the_answered_too()
    {
        var (client, followUp) = await DueAsync();
        await FollowUps.AnswerFollowUpAsync(new AnswerFollowUpRequest { FollowUpId = followUp.FollowUpId, Mode = Mode.Phone, Situation = "same-job" });
        var details = (await host.Results.GetResultAsync(new GetResultRequest { ResultId = followUp.ResultId })).Result.Details;

        await host.Results.EndResultAsync(new EndResultRequest { ResultId = followUp.ResultId, EndedOn = CoachingHost.Day(-1), Reason = "contract-ended" });
        (await OfAsync(followUp.ResultId)).Count.ShouldBe(3, "the end changes none");
        await host.Results.CorrectResultAsync(new CorrectResultRequest { ResultId = followUp.ResultId, Details = new ResultDetails(details) { StartedOn = CoachingHost.Day(-110) }, Reason = "typing-error" });
        var moved = await OfAsync(followUp.ResultId);
        await host.Results.EnterResultInErrorAsync(new EnterResultInErrorRequest { ResultId = followUp.ResultId, Reason = "wrong-client" });
        var withdrawn = await OfAsync(followUp.ResultId);

        moved.ShouldAllBe(one => one.DueOn.ToDay() == CoachingHost.Day(-110).ToDay().AddMonths(one.Months));
        moved[0].State.ShouldBe(FollowUpState.Answered);
        withdrawn.ShouldAllBe(one => one.State == FollowUpState.Withdrawn && one.WithdrawalReason == "result-entered-in-error" && one.NextAttemptOn == null);
        (await host.Database.FactsAsync<FollowUpEnded>(client)).TakeLast(3).ShouldAllBe(fact => fact.State == "withdrawn" && fact.Situation == "");
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM due_work WHERE kind = 'follow-up-due' AND key IN (SELECT id::text FROM follow_up WHERE client_id = '{client}')")).ShouldBe(0);
    }

    [Fact]
    public async Task It_is_moved_assigned_and_withdrawn_and_wrong_values_are_refused_by_field()
    {
        var (_, followUp) = await DueAsync();
        var worker = await host.WorkerAsync();
        var id = followUp.FollowUpId;

        (await FieldAsync(FollowUps.RescheduleFollowUpAsync(new RescheduleFollowUpRequest { FollowUpId = id, NextAttemptOn = CoachingHost.Day(-1) }), "DAY_NOT_AHEAD")).ShouldBe("next_attempt_on");
        (await FieldAsync(FollowUps.AssignFollowUpAsync(new AssignFollowUpRequest { FollowUpId = id, Owner = "nobody-we-know" }), "WORKER_UNKNOWN")).ShouldBe("owner");
        (await FieldAsync(FollowUps.AnswerFollowUpAsync(new AnswerFollowUpRequest { FollowUpId = id, Mode = Mode.Phone, Situation = "rich" }), "UNKNOWN_CODE")).ShouldBe("situation");
        (await FieldAsync(FollowUps.AnswerFollowUpAsync(new AnswerFollowUpRequest { FollowUpId = id, Mode = Mode.Phone, Situation = "same-job", AnsweredOn = CoachingHost.Day(-90) }), "DAY_BEFORE_FOLLOW_UP")).ShouldBe("answered_on");
        (await FieldAsync(FollowUps.RecordFollowUpAttemptAsync(new RecordFollowUpAttemptRequest { FollowUpId = id, Mode = Mode.Phone, OnDay = CoachingHost.Day(1) }), "DAY_IN_FUTURE")).ShouldBe("on_day");

        var moved = (await FollowUps.RescheduleFollowUpAsync(new RescheduleFollowUpRequest { FollowUpId = id, NextAttemptOn = CoachingHost.Day(4) })).FollowUp;
        var assigned = (await FollowUps.AssignFollowUpAsync(new AssignFollowUpRequest { FollowUpId = id, Owner = worker, Etag = moved.Etag })).FollowUp;
        (moved.NextAttemptOn, moved.DueOn, assigned.Owner).ShouldBe((CoachingHost.Day(4), followUp.DueOn, worker));
        (await FollowUps.ListDueFollowUpsAsync(new ListDueFollowUpsRequest { Owner = worker, DueBy = CoachingHost.Day(4) })).FollowUps.ShouldHaveSingleItem().ShouldBe(assigned);
        (await FollowUps.ListDueFollowUpsAsync(new ListDueFollowUpsRequest { Owner = worker })).FollowUps.ShouldBeEmpty();

        (await FollowUps.WithdrawFollowUpAsync(new WithdrawFollowUpRequest { FollowUpId = id, Reason = "client-request" })).FollowUp.State.ShouldBe(FollowUpState.Withdrawn);
        await FollowUps.RescheduleFollowUpAsync(new RescheduleFollowUpRequest { FollowUpId = id }).ShouldFail(StatusCode.FailedPrecondition, "FOLLOW_UP_WITHDRAWN");
        // What the client asked for stands, whatever is corrected.
        var details = (await host.Results.GetResultAsync(new GetResultRequest { ResultId = followUp.ResultId })).Result.Details;
        await host.Results.CorrectResultAsync(new CorrectResultRequest { ResultId = followUp.ResultId, Details = new ResultDetails(details) { StartedOn = CoachingHost.Day(-111) }, Reason = "typing-error" });
        (await OfAsync(followUp.ResultId)).Count(one => one.State == FollowUpState.Planned).ShouldBe(2);
    }

    [Fact]
    public async Task An_order_of_non_disclosure_hides_who_the_client_is_in_what_is_told_from_then_on()
    {
        var (client, followUp) = await DueAsync();

        await host.HideAsync(client, followUp.FollowUpId);
        await FollowUps.AnswerFollowUpAsync(new AnswerFollowUpRequest { FollowUpId = followUp.FollowUpId, Mode = Mode.Phone, Situation = "same-job" });

        (await host.Database.FactsAsync<FollowUpEnded>(client)).ShouldHaveSingleItem().FollowUp.Client.ShouldSatisfyAllConditions(
            told => told.Municipality.ShouldBe("unknown"), told => told.Sex.ShouldBe(Sex.Unknown), told => told.CustomerProfile.ShouldBe("unknown"));
    }

    private static async Task<string> FieldAsync<T>(AsyncUnaryCall<T> call, string reason) => (await call.ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"];

    // The first follow-up of a job that an uncoached client began some hundred days ago.
    private async Task<(string Client, FollowUp FollowUp)> DueAsync()
    {
        var client = await host.OnPathwayAsync();
        var request = new RecordJobRequest(CoachingHost.NewJob(new Coaching(), await host.EmployerAsync())) { ClientId = client, StartedOn = CoachingHost.Day(-112) };
        var job = (await host.Results.RecordJobAsync(request)).Job;
        return (client, (await OfAsync(job.JobId))[0]);
    }

    private async Task<Job> JobAsync(Coaching coaching) => (await host.Results.RecordJobAsync(CoachingHost.NewJob(coaching, await host.EmployerAsync()))).Job;

    private async Task<IReadOnlyList<FollowUp>> OfAsync(string resultId) =>
        [.. (await FollowUps.ListFollowUpsAsync(new ListFollowUpsRequest { ResultId = resultId })).FollowUps.OrderBy(one => one.Months)];
}
