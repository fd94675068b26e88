using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;

namespace Tyokyky.SystemTests;

/// <content>What the team does with a case: meetings that go wrong, consultations, slots, a plan, an assessment, measurements.</content>
internal sealed partial class EveryFact
{
    private const string Nurse = "team-nurse";

    private readonly TeamActionsService.TeamActionsServiceClient teamActions = new(suite.Channel("team"));
    private readonly ConsultationsService.ConsultationsServiceClient consultations = new(suite.Channel("team"));
    private readonly SlotsService.SlotsServiceClient slots = new(suite.Channel("team"));
    private readonly PlansService.PlansServiceClient plans = new(suite.Channel("team"));
    private readonly AssessmentsService.AssessmentsServiceClient assessments = new(suite.Channel("team"));
    private readonly SocialSituationsService.SocialSituationsServiceClient socialSituations = new(suite.Channel("team"));
    private readonly MeasurementsService.MeasurementsServiceClient measurements = new(suite.Channel("team"));
    private readonly FunctionalPeriodsService.FunctionalPeriodsServiceClient periods = new(suite.Channel("team"));

    private async Task WorkInTeamAsync(string caseId, string meetingId)
    {
        await MeetAgainAsync(caseId, meetingId);
        await ConsultAsync();
        await PlanAsync(caseId);
        await AssessAsync(caseId);
        await MeasureAsync(caseId);
        await cases.CorrectCaseAsync(new CorrectCaseRequest { CaseId = caseId, OpenedOn = story.Day(0), Reason = "other", Note = story.Say("korjauksesta"), RequestId = NewId() }, As(Nurse));
        await cases.CloseCaseAsync(new CloseCaseRequest { CaseId = caseId, Outcome = "plan-made", OutcomeText = story.Say("paattymisesta"), ClosedOn = story.Day(110), RequestId = NewId() }, As(Nurse));
        await cases.EnterCaseInErrorAsync(new EnterCaseInErrorRequest { CaseId = caseId, Reason = "duplicate", Note = story.Say("erehdyksesta"), RequestId = NewId() }, As(Nurse));
    }

    private async Task MeetAgainAsync(string caseId, string meetingId)
    {
        var action = new AgreedAction { Text = story.Say("tehtavasta"), Owner = Nurse, DueOn = story.Day(30) };
        var agreed = (await teamActions.AddTeamActionAsync(new AddTeamActionRequest { MeetingId = meetingId, CaseId = caseId, Action = action, RequestId = NewId() }, As(Nurse))).Meeting;
        await teamActions.CompleteTeamActionAsync(new CompleteTeamActionRequest { ActionId = agreed.Agenda.Single().Actions.Single().ActionId, DoneOn = story.Day(29), RequestId = NewId() }, As(Nurse));
        await teamMeetings.RecordMeetingFeedbackAsync(
            new RecordMeetingFeedbackRequest { MeetingId = meetingId, CaseId = caseId, Feedback = new ClientFeedback { Heard = 4, Useful = 5, Text = story.Say("palautteesta") }, RequestId = NewId() }, As(Nurse));
        await teamMeetings.CorrectMeetingAsync(new CorrectMeetingRequest { MeetingId = meetingId, Minutes = 50, Reason = "other", Note = story.Say("pituudesta"), RequestId = NewId() }, As(Nurse));

        var plan = new MeetingPlan { PlannedOn = Ahead(20), Mode = Mode.Video, Place = story.Say("kokouspaikasta"), Agenda = { new PlannedCase { CaseId = caseId, ClientInvited = true } } };
        var missed = (await teamMeetings.PlanMeetingAsync(new PlanMeetingRequest { Plan = plan, RequestId = NewId() }, As(Nurse))).Meeting.MeetingId;
        await teamMeetings.HoldMeetingAsync(
            new HoldMeetingRequest { MeetingId = missed, HeldOn = story.Day(60), Minutes = 30, ProfessionsPresent = { "physician" }, Notes = story.Say("muusta"), RequestId = NewId() }, As(Nurse));
        await teamMeetings.EnterMeetingInErrorAsync(new EnterMeetingInErrorRequest { MeetingId = missed, Reason = "other", Note = story.Say("kokousvirheesta"), RequestId = NewId() }, As(Nurse));
        var cancelled = (await teamMeetings.PlanMeetingAsync(new PlanMeetingRequest { Plan = plan, RequestId = NewId() }, As(Nurse))).Meeting.MeetingId;
        await teamMeetings.CancelMeetingAsync(new CancelMeetingRequest { MeetingId = cancelled, Reason = "client-ill", RequestId = NewId() }, As(Nurse));
    }

    private async Task ConsultAsync()
    {
        var question = new AskConsultationRequest
        {
            Kind = ConsultationKind.Hour,
            Organisation = Organisations.County,
            AskingService = "social-work",
            Topic = "work-ability",
            Question = story.Say("kysyttavasta"),
            AskedOn = story.Day(20),
        };
        var answered = (await consultations.AskConsultationAsync(new AskConsultationRequest(question) { RequestId = NewId() }, As(City))).Consultation.ConsultationId;
        await consultations.AnswerConsultationAsync(
            new AnswerConsultationRequest { ConsultationId = answered, Answer = story.Say("neuvosta"), AnsweredBy = "physician", AnsweredOn = story.Day(22), RequestId = NewId() }, As(Nurse));
        var cancelled = (await consultations.AskConsultationAsync(new AskConsultationRequest(question) { RequestId = NewId() }, As(City))).Consultation.ConsultationId;
        await consultations.CancelConsultationAsync(new CancelConsultationRequest { ConsultationId = cancelled, Reason = "solved-otherwise", RequestId = NewId() }, As(City));
        var session = (await consultations.RecordConsultationSessionAsync(
            new RecordConsultationSessionRequest
            {
                Kind = ConsultationKind.Hour,
                HeldOn = story.Day(22),
                Mode = Mode.Video,
                Minutes = 60,
                ProfessionsPresent = { "physician" },
                ConsultationIds = { answered },
                Matters =
                {
                    new AnonymousMatter
                    {
                        AskingOrganisation = Organisations.City,
                        AskingService = "social-work",
                        Topic = "work-ability",
                        Question = story.Say("nimettomasta"),
                        Answer = story.Say("vastineesta"),
                        AnsweredBy = "physician",
                    },
                },
                RequestId = NewId(),
            },
            As(Nurse))).Session.SessionId;
        await consultations.EnterConsultationSessionInErrorAsync(new EnterConsultationSessionInErrorRequest { SessionId = session, Reason = "duplicate", RequestId = NewId() }, As(Nurse));
        await slots.OfferSlotsAsync(
            new OfferSlotsRequest
            {
                Kind = SlotKind.Reception,
                Unit = story.Say("yksikosta"),
                StartsAt = DateTimeOffset.UtcNow.AddDays(40).ToTimestamp(),
                Minutes = 30,
                Mode = Mode.InPerson,
                Professionals = { new SlotProfessional { Subject = story.Say("laakarista"), Profession = "physician", Organisation = Organisations.County } },
                RequestId = NewId(),
            },
            As(Nurse));
    }

    private async Task PlanAsync(string caseId)
    {
        Measure NewMeasure(string kind) => new() { Kind = kind, Provider = Organisations.City, Owner = story.Say("omistajasta"), DueOn = story.Day(90), Basis = MeasureBasis.Voluntary, Text = story.Say("keinosta") };
        var writing = new WritePlanRequest
        {
            CaseId = caseId,
            Strengths = story.Say("vahvuuksista"),
            Goals = { new Goal { Text = story.Say("tavoitteesta") } },
            Measures = { NewMeasure("own-step"), NewMeasure("rehabilitation") },
            Sections = { new PlanSection { Kind = "livelihood", Organisation = Organisations.City, LegalBasis = "social-welfare", Scope = "all", Text = story.Say("toimeentulosta") } },
            StatutoryLinks = { new StatutoryLink { Kind = "client-plan", Organisation = Organisations.City, Owner = story.Say("vastaajasta"), Reference = story.Say("asiakassuunnitelmasta") } },
            MadeOn = story.Day(5),
            ReviewOn = story.Day(40),
        };
        var plan = (await plans.WritePlanAsync(new WritePlanRequest(writing) { RequestId = NewId() }, As(County))).Plan;
        await ToldAsync<PlanReviewOverdue>();
        await plans.ApprovePlanVersionAsync(new ApprovePlanVersionRequest { PlanId = plan.PlanId, Version = 1, Profession = "public-health-nurse", RequestId = NewId() }, As(Nurse));
        PartAnswer Answer(int measure, ClientAnswer answer) => new() { PartId = plan.Measures[measure].MeasureId, Answer = answer, Comment = story.Say("mielipiteesta") };
        await plans.AnswerPlanPartsAsync(
            new AnswerPlanPartsRequest { PlanId = plan.PlanId, Version = 1, Answers = { Answer(0, ClientAnswer.Accepted), Answer(1, ClientAnswer.Declined) }, AnsweredOn = story.Day(8), RequestId = NewId() }, As(Nurse));
        await plans.EndMeasureAsync(new EndMeasureRequest { PlanId = plan.PlanId, MeasureId = plan.Measures[0].MeasureId, Outcome = "done", EndedOn = story.Day(30), RequestId = NewId() }, As(Nurse));

        writing.Measures.Clear();
        await plans.WritePlanAsync(new WritePlanRequest(writing) { CorrectionReason = "other", RequestId = NewId() }, As(County));
        var goal = (await plans.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId }, As(Nurse))).Plan.Goals.Single();
        var rated = new RatedGoal { GoalId = goal.GoalId, Attainment = GoalAttainment.AsExpected, Rater = AttainmentRater.Joint, Comment = story.Say("arvosanasta") };
        var reviewed = (await plans.ReviewPlanAsync(new ReviewPlanRequest { PlanId = plan.PlanId, ReviewedOn = story.Day(60), Goals = { rated }, Note = story.Say("tarkistuksesta"), RequestId = NewId() }, As(Nurse))).Plan;
        await plans.EnterReviewInErrorAsync(new EnterReviewInErrorRequest { PlanId = plan.PlanId, ReviewId = reviewed.Reviews.Single().ReviewId, Reason = "other", RequestId = NewId() }, As(Nurse));
        await plans.ExemptReviewAsync(new ExemptReviewRequest { PlanId = plan.PlanId, FromDay = story.Day(70), UntilDay = story.Day(100), Reason = "sick-leave", RequestId = NewId() }, As(Nurse));
        await plans.EndPlanAsync(new EndPlanRequest { PlanId = plan.PlanId, Reason = "goals-attained", Note = story.Say("suunnitelman paatoksesta"), EndedOn = story.Day(105), RequestId = NewId() }, As(Nurse));
        await plans.EnterPlanInErrorAsync(new EnterPlanInErrorRequest { PlanId = plan.PlanId, Reason = "duplicate", RequestId = NewId() }, As(Nurse));
    }

    private async Task AssessAsync(string caseId)
    {
        var situation = (await socialSituations.WriteSocialSituationAsync(
            new WriteSocialSituationRequest { CaseId = caseId, Sections = { new SituationSection { Section = "housing", Text = story.Say("asunnosta") } }, DescribedOn = story.Day(6), RequestId = NewId() }, As(Nurse))).Situation;
        await socialSituations.AnswerSocialSituationAsync(
            new AnswerSocialSituationRequest { SituationId = situation.SituationId, Version = 1, Answer = SituationAnswer.Agreed, Comment = story.Say("kuvauksesta"), AnsweredOn = story.Day(7), RequestId = NewId() }, As(Nurse));
        var id = (await assessments.OrderAssessmentAsync(
            new OrderAssessmentRequest { CaseId = caseId, Type = "physiotherapy", Question = story.Say("kysymyksesta"), OrderedOn = story.Day(10), RequestId = NewId() }, As(Nurse))).Assessment.AssessmentId;
        await assessments.GiveInformationAsync(new GiveInformationRequest { AssessmentId = id, Part = "health", Text = story.Say("terveydesta"), GivenOn = story.Day(12), RequestId = NewId() }, As(Nurse));
        await assessments.BookAssessmentAsync(
            new BookAssessmentRequest { AssessmentId = id, StartsAt = story.Morning(20), Professions = { "physiotherapist" }, Mode = Mode.InPerson, BookedOn = story.Day(14), RequestId = NewId() }, As(Nurse));
        await assessments.RecordAttendanceAsync(new RecordAttendanceRequest { AssessmentId = id, Attended = true, OnDay = story.Day(20), RequestId = NewId() }, As(Nurse));
        await assessments.RecordStatementAsync(
            new RecordStatementRequest
            {
                AssessmentId = id,
                Type = "functional-statement",
                Reference = story.Say("lausunnon paikasta"),
                Author = story.Say("lausujasta"),
                Conclusion = story.Say("johtopaatoksesta"),
                StatedOn = story.Day(25),
                RequestId = NewId(),
            },
            As(Nurse));
        await assessments.JudgeStatementAsync(new JudgeStatementRequest { AssessmentId = id, Sufficiency = Sufficiency.Sufficient, JudgedOn = story.Day(27), RequestId = NewId() }, As(Nurse));
        var application = (await assessments.FileApplicationAsync(
            new FileApplicationRequest { AssessmentId = id, Type = "vocational-rehabilitation", Addressee = "kela", FiledOn = story.Day(30), RequestId = NewId() }, As(Nurse))).Assessment.Applications.Single().ApplicationId;
        await assessments.RecordDecisionAsync(
            new RecordDecisionRequest { AssessmentId = id, ApplicationId = application, Decision = Decision.Negative, DecidedOn = story.Day(50), RequestId = NewId() }, As(Nurse));
        await assessments.FileAppealAsync(new FileAppealRequest { AssessmentId = id, ApplicationId = application, AppealedOn = story.Day(55), RequestId = NewId() }, As(Nurse));
        await assessments.RecordDecisionAsync(
            new RecordDecisionRequest { AssessmentId = id, ApplicationId = application, Decision = Decision.Positive, DecidedOn = story.Day(80), RequestId = NewId() }, As(Nurse));
        await assessments.AgreeFollowUpAsync(
            new AgreeFollowUpRequest { AssessmentId = id, Text = story.Say("jatkosta"), Owner = story.Say("jatkon omistajasta"), AgreedOn = story.Day(82), RequestId = NewId() }, As(Nurse));
        await assessments.CorrectAssessmentDayAsync(
            new CorrectAssessmentDayRequest { AssessmentId = id, LegNumber = 0, Day = story.Day(9), Note = story.Say("paivan korjauksesta"), RequestId = NewId() }, As(Nurse));
        await assessments.CloseAssessmentAsync(new CloseAssessmentRequest { AssessmentId = id, Outcome = "plan-made", ClosedOn = story.Day(100), RequestId = NewId() }, As(Nurse));
    }

    private async Task MeasureAsync(string caseId)
    {
        foreach (var (phase, day, value) in ((MeasurementPhase, int, int)[])[(MeasurementPhase.Start, 10, 500), (MeasurementPhase.End, 90, 800)])
        {
            var planned = (await measurements.PlanMeasurementAsync(
                new PlanMeasurementRequest { CaseId = caseId, Instrument = "kykyviisari", Phase = phase, Owner = story.Say("mittaajasta"), DueOn = story.Day(day), RequestId = NewId() }, As(Nurse))).Measurement.MeasurementId;
            await ToldAsync<MeasurementFellDue>();
            await measurements.RecordMeasurementAttemptAsync(
                new RecordMeasurementAttemptRequest { MeasurementId = planned, OnDay = story.Day(day), Mode = Mode.Phone, Reached = true, RequestId = NewId() }, As(Nurse));
            await measurements.AnswerMeasurementAsync(
                new AnswerMeasurementRequest
                {
                    MeasurementId = planned,
                    Values = { new ScaleValue { Scale = "work-ability", ValueHundredths = value } },
                    Rater = Rater.Joint,
                    AnsweredOn = story.Day(day + 2),
                    RequestId = NewId(),
                },
                As(Nurse));
        }

        var period = (await periods.PlanFunctionalPeriodAsync(
            new PlanFunctionalPeriodRequest
            {
                CaseId = caseId,
                PlatformType = "workshop",
                Host = Organisations.City,
                Workplace = story.Say("tyopajasta"),
                PlannedStart = story.Day(30),
                PlannedEnd = story.Day(60),
                RequestId = NewId(),
            },
            As(Nurse))).Period.PeriodId;
        await periods.StartFunctionalPeriodAsync(new StartFunctionalPeriodRequest { PeriodId = period, StartedOn = story.Day(30), RequestId = NewId() }, As(Nurse));
        await periods.RecordClientViewAsync(
            new RecordClientViewRequest { PeriodId = period, Views = { new DomainView { Domain = "social-skills", Level = "manages", Text = story.Say("omasta nakemyksesta") } }, GivenOn = story.Day(50), RequestId = NewId() },
            As(Nurse));
        await periods.EndFunctionalPeriodAsync(
            new EndFunctionalPeriodRequest { PeriodId = period, Reason = "client-ended", Conclusion = story.Say("jakson yhteenvedosta"), EndedOn = story.Day(60), RequestId = NewId() }, As(Nurse));
    }

    // What comes about by itself, on a day that has come.
    private async Task ToldAsync<T>()
        where T : IMessage<T>, new()
    {
        var type = new T().Descriptor.FullName;
        await using var database = NpgsqlDataSource.Create(await suite.DatabaseAsync("team"));
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM event_log WHERE type = $1)");
        command.Parameters.Add(new NpgsqlParameter { Value = type });
        await Eventually.Holds(async () => (bool)(await command.ExecuteScalarAsync())!, $"{type} is told", seconds: 20);
    }

    private static Date Ahead(int days)
    {
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(days);
        return new Date { Year = day.Year, Month = day.Month, Day = day.Day };
    }
}
