using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.Plans;

/// <summary>What the client answers, what opens by it, reviews, approval, ends and corrections.</summary>
public sealed class PlanTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task The_client_answers_each_part_and_only_accepted_measures_are_told_as_accepted()
    {
        var (_, plan) = await WrittenAsync(TeamHost.NewMeasure(), TeamHost.NewMeasure("studies"));
        var client = ClientOf(plan);

        var answered = (await client.AnswerPlanPartsAsync(Answers(
            plan, (plan.Goals[0].GoalId, true, "Oma."), (plan.Measures[0].MeasureId, true, ""), (plan.Measures[1].MeasureId, false, "Ei vielä.")))).Plan;

        answered.ClientAnswer.ShouldBe(ClientAnswer.PartlyAccepted);
        answered.Answers.Select(answer => answer.Comment).ShouldBe(["Oma.", "", "Ei vielä."]);
        answered.Progress.Select(one => one.State).ShouldBe([MeasureState.Accepted, MeasureState.Declined]);
        var accepted = (await host.Database.FactsAsync<MeasureAccepted>(plan.ClientId)).ShouldHaveSingleItem();
        (accepted.MeasureId, accepted.Kind, accepted.Provider, accepted.Organisation, accepted.Voluntary).ShouldBe((plan.Measures[0].MeasureId, "coaching", TeamHost.City, TeamHost.County, true));
        var declined = (await host.Database.FactsAsync<MeasureDeclined>(plan.ClientId)).ShouldHaveSingleItem();
        (declined.MeasureId, declined.Withdrawn).ShouldBe((plan.Measures[1].MeasureId, false));
        await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted }).ShouldFail(StatusCode.FailedPrecondition, "PLAN_ALREADY_ANSWERED");
    }

    [Fact]
    public async Task Declining_after_accepting_withdraws_and_a_new_version_keeps_what_was_answered_to_the_same_words()
    {
        var (opened, plan) = await WrittenAsync(TeamHost.NewMeasure(), TeamHost.NewMeasure("studies"));
        await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted });
        await host.Plans.AnswerPlanPartsAsync(Answers(plan, (plan.Measures[0].MeasureId, false, "")));

        (await host.Database.FactsAsync<MeasureDeclined>(plan.ClientId)).ShouldHaveSingleItem().Withdrawn.ShouldBeTrue();
        await host.Plans.AnswerPlanPartsAsync(Answers(plan, (plan.Measures[0].MeasureId, true, ""))).ShouldFail(StatusCode.FailedPrecondition, "MEASURE_WITHDRAWN");

        var revision = TeamHost.NewPlan(opened, plan.Measures[1], TeamHost.NewMeasure("peer-support"));
        revision.Goals.Add(new Goal { Text = "Opiskelen." });
        var second = (await host.Plans.WritePlanAsync(revision)).Plan;
        second.Goals[0].GoalId.ShouldBe(plan.Goals[0].GoalId);
        second.Answers.Select(answer => answer.PartId).ShouldBe([plan.Goals[0].GoalId, plan.Measures[1].MeasureId], ignoreOrder: true);
        second.ClientAnswer.ShouldBe(ClientAnswer.Unspecified);
        var ended = (await host.Database.FactsAsync<MeasureEnded>(plan.ClientId)).ShouldHaveSingleItem();
        (ended.MeasureId, ended.Outcome, ended.Done).ShouldBe((plan.Measures[0].MeasureId, "left-out", false));
        (await host.Plans.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId, Version = 1 })).Plan.ClientAnswer.ShouldBe(ClientAnswer.PartlyAccepted);
    }

    [Fact]
    public async Task A_measure_follows_the_coaching_that_it_opened()
    {
        var (opened, plan) = await WrittenAsync(TeamHost.NewMeasure());
        await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted, AnsweredOn = TeamHost.Day(-4) });
        var (measureId, coachingId, facets) = (plan.Measures[0].MeasureId, TeamHost.Id(), new ClientFacets { ClientId = opened.ClientId });

        host.Sources.Tell("coaching", new CoachingOpened { CoachingId = coachingId, MeasureId = measureId, CaseId = opened.CaseId, Client = facets, Organisation = TeamHost.City, OpenedOn = TeamHost.Day(-4) }, opened.ClientId);
        host.Sources.Tell("coaching", new CoachingStarted { CoachingId = coachingId, MeasureId = measureId, CaseId = opened.CaseId, Client = facets, Organisation = TeamHost.City, StartedOn = TeamHost.Day(-3) }, opened.ClientId);
        await StandsAsync(plan, MeasureState.UnderWay);
        host.Sources.Tell("coaching", new CoachingEnded { CoachingId = coachingId, MeasureId = measureId, CaseId = opened.CaseId, Client = facets, Organisation = TeamHost.City, Outcome = "employed", EndedOn = TeamHost.Day(-1) }, opened.ClientId);
        await StandsAsync(plan, MeasureState.Done);

        var progress = (await ReadAsync(plan)).Progress[0];
        (progress.CoachingId, progress.Outcome, progress.Since).ShouldBe((coachingId, "employed", TeamHost.Day(-1)));
        (await host.Database.FactsAsync<MeasureEnded>(plan.ClientId)).ShouldHaveSingleItem().Done.ShouldBeTrue();

        // The client comes back to it; later it turns out to be somebody else's coaching.
        host.Sources.Tell("coaching", new CoachingReturned { CoachingId = coachingId, MeasureId = measureId, CaseId = opened.CaseId, ClientId = opened.ClientId, Organisation = TeamHost.City, ReturnedOn = TeamHost.Day(0) }, opened.ClientId);
        await StandsAsync(plan, MeasureState.UnderWay);
        host.Sources.Tell("coaching", new CoachingEnteredInError { CoachingId = coachingId, MeasureId = measureId, CaseId = opened.CaseId, ClientId = opened.ClientId, Organisation = TeamHost.City, Reason = "wrong-client", EnteredOn = TeamHost.Day(0) }, opened.ClientId);
        await StandsAsync(plan, MeasureState.Ended);
        (await ReadAsync(plan)).Progress[0].Outcome.ShouldBe("ended-without-result");
        (await host.Database.FactsAsync<MeasureEnded>(plan.ClientId))[^1].Done.ShouldBeFalse();
    }

    [Fact]
    public async Task A_measure_is_not_done_by_a_coaching_that_was_a_mistake()
    {
        var (opened, plan) = await WrittenAsync(TeamHost.NewMeasure());
        await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted, AnsweredOn = TeamHost.Day(-4) });
        var (measureId, coachingId, facets) = (plan.Measures[0].MeasureId, TeamHost.Id(), new ClientFacets { ClientId = opened.ClientId });
        host.Sources.Tell("coaching", new CoachingOpened { CoachingId = coachingId, MeasureId = measureId, CaseId = opened.CaseId, Client = facets, Organisation = TeamHost.City, OpenedOn = TeamHost.Day(-4) }, opened.ClientId);
        host.Sources.Tell("coaching", new CoachingEnded { CoachingId = coachingId, MeasureId = measureId, CaseId = opened.CaseId, Client = facets, Organisation = TeamHost.City, Outcome = "employed", EndedOn = TeamHost.Day(-1) }, opened.ClientId);
        await StandsAsync(plan, MeasureState.Done);

        host.Sources.Tell("coaching", new CoachingEnteredInError { CoachingId = coachingId, MeasureId = measureId, CaseId = opened.CaseId, ClientId = opened.ClientId, Organisation = TeamHost.City, Reason = "wrong-client", EnteredOn = TeamHost.Day(0) }, opened.ClientId);

        await StandsAsync(plan, MeasureState.Ended);
        (await ReadAsync(plan)).Progress[0].Outcome.ShouldBe("ended-without-result");
    }

    [Fact]
    public async Task A_measure_follows_the_referral_that_it_opened()
    {
        var measure = TeamHost.NewMeasure("referral");
        measure.Service = "physiotherapy";
        var (opened, plan) = await WrittenAsync(measure);
        await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted, AnsweredOn = TeamHost.Day(-4) });
        (await host.Database.FactsAsync<MeasureAccepted>(plan.ClientId)).ShouldHaveSingleItem().Service.ShouldBe("physiotherapy");
        var task = new TaskStatusChanged { TaskId = TeamHost.Id(), ReferralId = TeamHost.Id(), ClientId = opened.ClientId, Receiver = TeamHost.City, Service = "physiotherapy" };

        host.Sources.Tell("referrals", new MeasureReferralOpened { MeasureId = plan.Measures[0].MeasureId, ReferralId = task.ReferralId, TaskId = task.TaskId, ClientId = opened.ClientId, Organisation = TeamHost.County, OpenedOn = TeamHost.Day(-4) }, opened.ClientId);
        host.Sources.Tell("referrals", new TaskStatusChanged(task) { Status = "in-progress", EffectiveAt = At(-3) }, opened.ClientId);
        await StandsAsync(plan, MeasureState.UnderWay);
        host.Sources.Tell("referrals", new TaskStatusChanged(task) { Status = "cancelled", EffectiveAt = At(-2) }, opened.ClientId);
        await StandsAsync(plan, MeasureState.Ended);

        var progress = (await ReadAsync(plan)).Progress[0];
        (progress.ReferralId, progress.TaskId, progress.Outcome).ShouldBe((task.ReferralId, task.TaskId, "ended-without-result"));
    }

    [Fact]
    public async Task A_measure_of_kind_referral_names_its_service_and_no_other_does()
    {
        var opened = await host.OpenedAsync();

        await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened, TeamHost.NewMeasure("referral"))).ShouldFail(StatusCode.InvalidArgument, "SERVICE_REQUIRED");
        await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened, new Measure(TeamHost.NewMeasure()) { Service = "physiotherapy" })).ShouldFail(StatusCode.InvalidArgument, "SERVICE_UNEXPECTED");
        await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened, new Measure(TeamHost.NewMeasure()) { StatutoryPlan = "activation-plan" })).ShouldFail(StatusCode.InvalidArgument, "STATUTORY_PLAN_NOT_LINKED");
        await host.Plans.WritePlanAsync(new WritePlanRequest(TeamHost.NewPlan(opened)) { CorrectionReason = "other" }).ShouldFail(StatusCode.InvalidArgument, "CORRECTION_WITHOUT_PLAN");
    }

    [Fact]
    public async Task A_review_keeps_each_goals_attainment_and_sets_the_next_due_day()
    {
        var (_, plan) = await WrittenAsync();
        var request = new ReviewPlanRequest
        {
            PlanId = plan.PlanId,
            ReviewedOn = TeamHost.Day(-2),
            Goals = { new RatedGoal { GoalId = plan.Goals[0].GoalId, Attainment = GoalAttainment.More, Rater = AttainmentRater.Joint, Comment = "Hyvin." } },
            NextReviewOn = TeamHost.Day(60),
        };

        var reviewed = (await host.Plans.ReviewPlanAsync(request)).Plan;

        reviewed.Reviews.ShouldHaveSingleItem().Goals.ShouldHaveSingleItem().Comment.ShouldBe("Hyvin.");
        var schedule = await host.Plans.GetReviewScheduleAsync(new GetReviewScheduleRequest { PlanId = plan.PlanId });
        (schedule.Standing, schedule.DueOn, schedule.CountedFrom).ShouldBe((ReviewStanding.Ahead, reviewed.ReviewDueOn, TeamHost.Day(-2)));
        (await host.Plans.GetReviewScheduleAsync(new GetReviewScheduleRequest { PlanId = plan.PlanId, AsOf = TeamHost.Day(-3) })).DueOn.ShouldBe(plan.ReviewDueOn);
        var fact = (await host.Database.FactsAsync<PlanReviewed>(plan.ClientId)).ShouldHaveSingleItem();
        (fact.Goals[0].Attainment, fact.Goals[0].Rater, fact.DueOn).ShouldBe((1, "joint", plan.ReviewDueOn));

        await host.Plans.ReviewPlanAsync(new ReviewPlanRequest(request) { ReviewedOn = TeamHost.Day(-3) }).ShouldFail(StatusCode.InvalidArgument, "DAY_BEFORE_START");
        var back = (await host.Plans.EnterReviewInErrorAsync(new EnterReviewInErrorRequest { PlanId = plan.PlanId, ReviewId = reviewed.Reviews[0].ReviewId, Reason = "other" })).Plan;
        back.ReviewDueOn.ShouldBe(plan.ReviewDueOn);
        (await host.Database.FactsAsync<PlanReviewEnteredInError>(plan.ClientId)).ShouldHaveSingleItem().ReviewId.ShouldBe(fact.ReviewId);
        await host.Plans.EnterReviewInErrorAsync(new EnterReviewInErrorRequest { PlanId = plan.PlanId, ReviewId = reviewed.Reviews[0].ReviewId, Reason = "other" }).ShouldFail(StatusCode.FailedPrecondition, "REVIEW_IN_ERROR");
    }

    [Fact]
    public async Task A_second_professional_approves_and_what_was_approved_stays_as_it_was()
    {
        var (opened, plan) = await WrittenAsync(TeamHost.NewMeasure());
        await host.Plans.RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted });
        var approval = new ApprovePlanVersionRequest { PlanId = plan.PlanId, Version = 1, Profession = "physician" };
        await host.Plans.ApprovePlanVersionAsync(approval).ShouldFail(StatusCode.FailedPrecondition, "OWN_VERSION");
        var second = new PlansService.PlansServiceClient(host.As(Role.TeamMember, TeamHost.County, "second"));

        var approved = (await second.ApprovePlanVersionAsync(approval)).Plan;
        await second.ApprovePlanVersionAsync(approval).ShouldFail(StatusCode.FailedPrecondition, "PLAN_ALREADY_APPROVED");
        await host.Plans.AnswerPlanPartsAsync(Answers(plan, (plan.Measures[0].MeasureId, false, "")));
        await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened));

        var old = (await host.Plans.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId, Version = 1 })).Plan;
        (old.Approval, old.Strengths, old.Goals, old.Measures).ShouldBe((approved.Approval, approved.Strengths, approved.Goals, approved.Measures));
        old.Approval.Answers.Single(answer => answer.PartId == plan.Measures[0].MeasureId).Answer.ShouldBe(ClientAnswer.Accepted);
        old.Answers.Single(answer => answer.PartId == plan.Measures[0].MeasureId).Answer.ShouldBe(ClientAnswer.Declined);
        (await host.Plans.ListPlanVersionsAsync(new ListPlanVersionsRequest { PlanId = plan.PlanId })).Versions.Select(version => version.Approved).ShouldBe([true, false]);
        (await host.Database.FactsAsync<PlanApproved>(plan.ClientId)).ShouldHaveSingleItem().Profession.ShouldBe("physician");
    }

    [Fact]
    public async Task A_correction_is_told_as_one_and_an_ended_plan_makes_room_for_another()
    {
        var (opened, plan) = await WrittenAsync(TeamHost.NewMeasure());
        var corrected = (await host.Plans.WritePlanAsync(new WritePlanRequest(TeamHost.NewPlan(opened, plan.Measures[0])) { Strengths = "Tarkkuus.", CorrectionReason = "other" })).Plan;

        (corrected.Version, corrected.CorrectionReason).ShouldBe((2, "other"));
        (await host.Database.FactsAsync<PlanMade>(plan.ClientId)).ShouldHaveSingleItem();
        (await host.Database.FactsAsync<PlanCorrected>(plan.ClientId)).ShouldHaveSingleItem().CorrectsVersion.ShouldBe(1);
        var difference = (await host.Plans.ComparePlanVersionsAsync(new ComparePlanVersionsRequest { PlanId = plan.PlanId, FromVersion = 1, ToVersion = 2 })).Differences.ShouldHaveSingleItem();
        (difference.Part, difference.Before, difference.After).ShouldBe(("strengths", plan.Strengths, "Tarkkuus."));

        var ended = (await host.Plans.EndPlanAsync(new EndPlanRequest { PlanId = plan.PlanId, Reason = "goals-attained", EndedOn = TeamHost.Day(-1) })).Plan;
        (ended.State, ended.EndReason, ended.ReviewDueOn).ShouldBe((PlanState.Ended, "goals-attained", null));
        ended.Progress.ShouldHaveSingleItem().State.ShouldBe(MeasureState.Ended);
        (await host.Database.FactsAsync<PlanEnded>(plan.ClientId)).ShouldHaveSingleItem().Reason.ShouldBe("goals-attained");
        var next = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened))).Plan;
        (next.Version, next.PlanId == plan.PlanId).ShouldBe((1, false));

        var mistake = (await host.Plans.EnterPlanInErrorAsync(new EnterPlanInErrorRequest { PlanId = next.PlanId, Reason = "wrong-client" })).Plan;
        mistake.State.ShouldBe(PlanState.EnteredInError);
        (await host.Database.FactsAsync<PlanEnteredInError>(plan.ClientId)).ShouldHaveSingleItem().PlanId.ShouldBe(next.PlanId);
        (await host.Plans.ListPlansAsync(new ListPlansRequest { ClientId = opened.ClientId })).Plans.Select(one => one.State).ShouldBe([PlanState.EnteredInError, PlanState.Ended]);
        await host.Plans.EndPlanAsync(new EndPlanRequest { PlanId = next.PlanId, Reason = "other" }).ShouldFail(StatusCode.FailedPrecondition, "PLAN_IN_ERROR");
    }

    [Fact]
    public async Task What_may_be_done_is_what_the_calls_themselves_say()
    {
        var (_, plan) = await WrittenAsync();
        var told = await host.Plans.GetAllowedPlanActionsAsync(new GetAllowedPlanActionsRequest { PlanId = plan.PlanId });
        var client = await ClientOf(plan).GetAllowedPlanActionsAsync(new GetAllowedPlanActionsRequest { PlanId = plan.PlanId });

        told.Actions.Where(action => !action.Allowed).Select(action => (action.Action, action.BlockedReason)).ShouldBe([("ApprovePlanVersion", "OWN_VERSION")]);
        client.Actions.Where(action => action.Allowed).Select(action => action.Action).ShouldBe(["RecordClientAnswer", "AnswerPlanParts"]);
        await host.Plans.EndPlanAsync(new EndPlanRequest { PlanId = plan.PlanId, Reason = "other" });
        (await host.Plans.GetAllowedPlanActionsAsync(new GetAllowedPlanActionsRequest { PlanId = plan.PlanId })).Actions
            .Where(action => action.Allowed).Select(action => action.Action).ShouldBe(["EnterPlanInError"]);
    }

    [Fact]
    public async Task Lists_of_what_is_due_are_paged_in_order_and_hold_what_is_due_alone()
    {
        var team = new PlansService.PlansServiceClient(host.As(Role.TeamMember, TeamHost.City));
        var due = new List<Plan>();
        for (var i = 0; i < 3; i++)
        {
            var opened = await host.OpenedAsync(TeamHost.City);
            var measure = new Measure(TeamHost.NewMeasure()) { DueOn = TeamHost.Day(3 - i), Owner = $"owner-{i}" };
            due.Add((await team.WritePlanAsync(new WritePlanRequest(TeamHost.NewPlan(opened, measure)) { MadeOn = TeamHost.Day(-20), ReviewOn = TeamHost.Day(-10 + (4 * i)) })).Plan);
        }

        var reviews = new List<DueReview>();
        var request = new ListDueReviewsRequest { PageSize = 2 };
        do
        {
            var page = await team.ListDueReviewsAsync(request);
            reviews.AddRange(page.Reviews);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        reviews.Select(review => review.PlanId).ShouldBe(due.Select(plan => plan.PlanId));
        reviews.ShouldAllBe(review => review.DueOn.Equals(due.Single(plan => plan.PlanId == review.PlanId).ReviewDueOn));
        (await team.ListDueReviewsAsync(new ListDueReviewsRequest { DueBy = TeamHost.Day(-60) })).Reviews.ShouldBeEmpty();
        (await team.ListDueMeasuresAsync(new ListDueMeasuresRequest { DueBy = TeamHost.Day(2) })).Measures.Select(measure => measure.Owner).ShouldBe(["owner-2", "owner-1"]);
        (await team.ListDueMeasuresAsync(new ListDueMeasuresRequest { DueBy = TeamHost.Day(9), Owner = "owner-0" })).Measures.ShouldHaveSingleItem().MeasureId.ShouldBe(due[0].Measures[0].MeasureId);
    }

    private static AnswerPlanPartsRequest Answers(Plan plan, params (string PartId, bool Accepts, string Comment)[] answers) => new()
    {
        PlanId = plan.PlanId,
        Version = plan.Version,
        Answers = { answers.Select(one => new PartAnswer { PartId = one.PartId, Answer = one.Accepts ? ClientAnswer.Accepted : ClientAnswer.Declined, Comment = one.Comment }) },
    };

    private static Google.Protobuf.WellKnownTypes.Timestamp At(int days) => Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(days));

    private async Task<(Case Opened, Plan Plan)> WrittenAsync(params Measure[] measures)
    {
        var opened = await host.OpenedAsync();
        return (opened, (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened, measures))).Plan);
    }

    private PlansService.PlansServiceClient ClientOf(Plan plan) => new(host.As(Role.Client, TeamHost.City, "client", plan.ClientId));

    private async Task<Plan> ReadAsync(Plan plan) => (await host.Plans.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId })).Plan;

    private Task StandsAsync(Plan plan, MeasureState state) => Eventually.Holds(async () => (await ReadAsync(plan)).Progress[0].State == state, $"the measure is {state}");
}
