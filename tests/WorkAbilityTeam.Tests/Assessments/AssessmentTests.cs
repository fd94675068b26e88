using Google.Protobuf.WellKnownTypes;
using Google.Type;
using Grpc.Core;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using static Tyokyky.WorkAbilityTeam.Tests.TeamHost;

namespace Tyokyky.WorkAbilityTeam.Tests.Assessments;

public sealed class AssessmentTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task An_assessment_goes_from_the_order_through_an_insufficient_statement_to_a_decision_that_proposes_a_result()
    {
        var ordered = await OrderedAsync("work-ability-assessment", day: -40);
        await host.CompletePackageAsync(ordered, -35);
        await BookedAsync(ordered, -30);
        await host.Assessments.RecordAttendanceAsync(new RecordAttendanceRequest { AssessmentId = ordered.AssessmentId, OnDay = Day(-28) });
        await BookedAsync(ordered, -27);
        await host.Assessments.RecordAttendanceAsync(new RecordAttendanceRequest { AssessmentId = ordered.AssessmentId, Attended = true, OnDay = Day(-20) });
        await StatedAsync(ordered, -15, author: City);
        var insufficient = (await host.Assessments.JudgeStatementAsync(new JudgeStatementRequest { AssessmentId = ordered.AssessmentId, Sufficiency = Sufficiency.Insufficient, Reason = "limits-missing", JudgedOn = Day(-14) })).Assessment;
        await StatedAsync(ordered, -10, author: City);
        var sufficient = (await host.Assessments.JudgeStatementAsync(new JudgeStatementRequest { AssessmentId = ordered.AssessmentId, Sufficiency = Sufficiency.Sufficient, JudgedOn = Day(-9) })).Assessment;
        var applied = (await host.Assessments.FileApplicationAsync(new FileApplicationRequest { AssessmentId = ordered.AssessmentId, Type = "fixed-term-disability-pension", Addressee = "pension-insurer", FiledOn = Day(-8) })).Assessment;
        var application = applied.Applications.ShouldHaveSingleItem().ApplicationId;
        await host.Assessments.CloseAssessmentAsync(new CloseAssessmentRequest { AssessmentId = ordered.AssessmentId, Outcome = "assessment-made" }).ShouldFail(StatusCode.FailedPrecondition, "APPLICATION_OPEN");
        await host.Assessments.RecordDecisionAsync(new RecordDecisionRequest { AssessmentId = ordered.AssessmentId, ApplicationId = application, Decision = Decision.Negative, DecidedOn = Day(-5) });
        await host.Assessments.FileAppealAsync(new FileAppealRequest { AssessmentId = ordered.AssessmentId, ApplicationId = application, AppealedOn = Day(-4) });
        await host.Assessments.RecordDecisionAsync(new RecordDecisionRequest { AssessmentId = ordered.AssessmentId, ApplicationId = application, Decision = Decision.Partial, DecidedOn = Day(-2) });
        await host.Assessments.AgreeFollowUpAsync(new AgreeFollowUpRequest { AssessmentId = ordered.AssessmentId, Text = "Kuntoutus alkaa.", Owner = "team-nurse", AgreedOn = Day(-1) });
        var closed = (await host.Assessments.CloseAssessmentAsync(new CloseAssessmentRequest { AssessmentId = ordered.AssessmentId, Outcome = "rehabilitation" })).Assessment;

        insufficient.State.ShouldBe(AssessmentState.Insufficient);
        sufficient.Statements.Select(one => one.Sufficiency).ShouldBe([Sufficiency.Insufficient, Sufficiency.Sufficient]);
        (closed.State, closed.MissedAppointments, closed.FollowUp.Owner).ShouldBe((AssessmentState.Closed, 1, "team-nurse"));
        closed.Legs.Where(leg => leg.Number > 0).Select(leg => leg.Kind).ShouldBe(
        [
            AssessmentLegKind.Information, AssessmentLegKind.Booking, AssessmentLegKind.Appointment, AssessmentLegKind.Booking, AssessmentLegKind.Appointment,
            AssessmentLegKind.Statement, AssessmentLegKind.Judgement, AssessmentLegKind.Statement, AssessmentLegKind.Judgement,
        ]);
        closed.Legs[0].BusinessDays.ShouldBe(FinnishCalendar.BusinessDaysBetween(Day(-40).ToDay(), Day(-35).ToDay()));
        (await ReadAsync(ordered.AssessmentId)).ShouldBe(closed);

        var client = ordered.ClientId;
        (await host.Database.FactsAsync<AssessmentAttended>(client)).Select(fact => fact.Attended).ShouldBe([false, true]);
        (await host.Database.FactsAsync<StatementJudged>(client)).Select(fact => (fact.AuthorOrganisation, fact.Sufficient, fact.Reason)).ShouldBe([(City, false, "limits-missing"), (City, true, "")]);
        (await host.Database.FactsAsync<DecisionReceived>(client)).Select(fact => (fact.Decision, fact.ProposedResult, fact.OnAppeal)).ShouldBe([("negative", "", false), ("partial", "fixed-term-disability-pension", true)]);
        (await host.Database.FactsAsync<AssessmentCompleted>(client)).ShouldHaveSingleItem().Outcome.ShouldBe("assessment-made");
        (await host.Database.FactsAsync<AssessmentEnded>(client)).ShouldHaveSingleItem().State.ShouldBe("closed");
        (await host.Database.FactsAsync<AssessmentBooked>(client)).Select(fact => fact.InformationComplete).ShouldBe([true, true]);
    }

    [Fact]
    public async Task A_reason_of_an_insufficient_statement_is_told_to_its_author_who_sees_that_part_alone()
    {
        var ordered = await AttendedAsync("physiotherapy");
        await StatedAsync(ordered, -2, author: Stranger);
        await StatedJudgedAsync(ordered, "question-not-answered");
        await StatedAsync(ordered, 0, author: City);
        var author = new AssessmentsService.AssessmentsServiceClient(host.As(Role.TeamMember, Stranger));

        var told = (await author.ListInsufficientStatementsAsync(new ListInsufficientStatementsRequest())).Statements.Single(one => one.AssessmentId == ordered.AssessmentId);
        var seen = (await author.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = ordered.AssessmentId })).Assessment;

        (told.Reason, told.Organisation).ShouldBe(("question-not-answered", County));
        seen.Withheld.ShouldBeTrue();
        seen.Information.ShouldBeEmpty();
        seen.Statements.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.AuthorOrganisation.ShouldBe(Stranger), one => one.Conclusion.ShouldNotBeEmpty(), one => one.Withheld.ShouldBeFalse());
    }

    [Fact]
    public async Task What_the_statement_concludes_is_read_by_the_team_the_client_and_whom_the_client_opened_it_to()
    {
        var ordered = await AttendedAsync("physiotherapy");
        await StatedAsync(ordered, -2, author: County);
        var own = await ReadAsync(ordered.AssessmentId);
        var coordinator = new AssessmentsService.AssessmentsServiceClient(host.As(Role.Coordinator, County));
        var client = new AssessmentsService.AssessmentsServiceClient(host.As(Role.Client, City, "person", ordered.ClientId));
        var other = new AssessmentsService.AssessmentsServiceClient(host.As(Role.Coach, Stranger));

        own.Statements[0].Conclusion.ShouldNotBeEmpty();
        (await client.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = ordered.AssessmentId })).Assessment.ShouldBe(own);
        var withheld = (await coordinator.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = ordered.AssessmentId })).Assessment;
        withheld.Statements[0].ShouldSatisfyAllConditions(
            one => one.Withheld.ShouldBeTrue(), one => one.Conclusion.ShouldBeEmpty(), one => one.FunctionalLimits.ShouldBeEmpty(), one => one.Author.ShouldBeEmpty());
        withheld.Information.ShouldAllBe(part => part.Text.Length == 0);
        await other.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = ordered.AssessmentId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        host.Permit(ordered.ClientId, Stranger, "health-conclusions");
        await Eventually.Holds(async () => await host.IsOpenAsync(() => other.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = ordered.AssessmentId })), "the assessment opens");
        var opened = (await other.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = ordered.AssessmentId })).Assessment;
        opened.Statements[0].Conclusion.ShouldBe(own.Statements[0].Conclusion);
        // What could be used against the client stays where it is.
        opened.Legs.ShouldBeEmpty();
        (opened.MissedAppointments, opened.Withheld).ShouldBe((0, true));
    }

    [Fact]
    public async Task The_package_is_complete_before_the_booking_and_sent_on_permission_alone()
    {
        var ordered = await OrderedAsync("work-ability-assessment", performer: City);
        var refusal = await host.Assessments.BookAssessmentAsync(Booking(ordered, 0)).ShouldFail(StatusCode.FailedPrecondition, "INFORMATION_INCOMPLETE");
        refusal.Metadata["missing"].ShouldBe("everyday-functioning health social-situation");

        var situation = await host.DescribedAsync(ordered, agrees: null);
        var part = new GiveInformationRequest { AssessmentId = ordered.AssessmentId, Part = "social-situation", SituationId = situation.SituationId };
        await host.Assessments.GiveInformationAsync(part).ShouldFail(StatusCode.FailedPrecondition, "SITUATION_NOT_AGREED");
        await host.Assessments.GiveInformationAsync(new GiveInformationRequest(part) { SituationId = Id() }).ShouldFail(StatusCode.InvalidArgument, "SITUATION_UNKNOWN");
        await host.Assessments.GiveInformationAsync(new GiveInformationRequest { AssessmentId = ordered.AssessmentId, Part = "health", Text = "F32.1" }).ShouldFail(StatusCode.InvalidArgument, "DIAGNOSIS_IN_TEXT");
        await host.Situations.AnswerSocialSituationAsync(new AnswerSocialSituationRequest { SituationId = situation.SituationId, Version = 1, Answer = SituationAnswer.Agreed });
        await host.CompletePackageAsync(ordered, 0, situation.SituationId);

        await host.Assessments.SendInformationAsync(new SendInformationRequest { AssessmentId = ordered.AssessmentId }).ShouldFail(StatusCode.FailedPrecondition, "PERMISSION_MISSING");
        var performer = new AssessmentsService.AssessmentsServiceClient(host.As(Role.TeamMember, City));
        (await performer.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = ordered.AssessmentId })).Assessment.Information.ShouldBeEmpty();

        host.Permit(ordered.ClientId, City, "health-conclusions");
        await Eventually.Holds(async () => await host.IsOpenAsync(() => host.Assessments.SendInformationAsync(new SendInformationRequest { AssessmentId = ordered.AssessmentId })), "the package may be sent");
        (await performer.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = ordered.AssessmentId })).Assessment.Information.Count.ShouldBe(3);
        (await host.Assessments.BookAssessmentAsync(Booking(ordered, 0))).Assessment.State.ShouldBe(AssessmentState.Booked);
    }

    [Fact]
    public async Task A_purchased_assessment_has_its_order_and_a_price_in_whole_cents()
    {
        var price = new Money { CurrencyCode = "EUR", Units = 480, Nanos = 500_000_000 };
        var ordered = await OrderedAsync("rehabilitation-physician", purchase: new Purchase { OrderNumber = "T-1", PaymentCommitment = "M-9", Provider = City, Price = price, ReportDueOn = Day(20) });

        (ordered.Performer, ordered.Purchase.Price).ShouldBe((City, price));
        (await host.Database.ScalarAsync<long>($"SELECT purchase_price_cents FROM assessment WHERE id = '{ordered.AssessmentId}'")).ShouldBe(48_050);
        var again = new RecordPurchaseRequest { AssessmentId = ordered.AssessmentId, Purchase = new Purchase { Provider = Stranger, Price = new Money { CurrencyCode = "EUR", Nanos = 1 } } };
        (await host.Assessments.RecordPurchaseAsync(again).ShouldFail(StatusCode.InvalidArgument, "PRICE_INVALID")).Metadata["field"].ShouldBe("purchase.price");
        again.Purchase.Price = null;
        (await host.Assessments.RecordPurchaseAsync(again)).Assessment.Performer.ShouldBe(Stranger);
        (await host.Assessments.ListOpenLegsAsync(new ListOpenLegsRequest { Type = "rehabilitation-physician" })).Legs.Single(leg => leg.AssessmentId == ordered.AssessmentId).Kind.ShouldBe(AssessmentLegKind.Information);
    }

    [Fact]
    public async Task What_waits_the_longest_stands_first_and_pages_leave_nothing_out()
    {
        var team = new AssessmentsService.AssessmentsServiceClient(host.As(Role.TeamMember, Stranger));
        var days = new[] { -3, -9, -6, -9 };
        foreach (var day in days)
        {
            var opened = await host.OpenedAsync(Stranger);
            await team.OrderAssessmentAsync(new OrderAssessmentRequest { CaseId = opened.CaseId, Type = "other", Question = "x", OrderedOn = Day(day) });
        }

        var seen = new List<OpenLeg>();
        var request = new ListOpenLegsRequest { PageSize = 2, Kind = AssessmentLegKind.Booking };
        do
        {
            var page = await team.ListOpenLegsAsync(request);
            seen.AddRange(page.Legs);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        seen.Select(leg => leg.AssessmentId).ShouldBeUnique();
        seen.Select(leg => leg.Since).ShouldBe(new[] { -9, -9, -6, -3 }.Select(Day));
        seen.ShouldAllBe(leg => leg.BusinessDays == FinnishCalendar.BusinessDaysBetween(leg.Since.ToDay(), Today.ToDay()));
    }

    [Fact]
    public async Task Decisions_are_counted_once_by_statement_type_and_addressee_without_mistakes()
    {
        var decisions = new[] { Decision.Positive, Decision.Negative, Decision.Unspecified, Decision.Positive };
        for (var i = 0; i < decisions.Length; i++)
        {
            var ordered = await AttendedAsync("other");
            await StatedAsync(ordered, -2, author: County, type: "rehabilitation-report");
            await StatedJudgedAsync(ordered, "");
            var application = (await host.Assessments.FileApplicationAsync(new FileApplicationRequest { AssessmentId = ordered.AssessmentId, Type = "medical-rehabilitation", Addressee = "kela" })).Assessment.Applications[0];
            if (decisions[i] != Decision.Unspecified)
            {
                await host.Assessments.RecordDecisionAsync(new RecordDecisionRequest { AssessmentId = ordered.AssessmentId, ApplicationId = application.ApplicationId, Decision = decisions[i] });
            }

            if (i == 3)
            {
                await host.Assessments.EnterAssessmentInErrorAsync(new EnterAssessmentInErrorRequest { AssessmentId = ordered.AssessmentId, Reason = "duplicate" });
            }
        }

        var row = (await host.Assessments.CountDecisionsAsync(new CountDecisionsRequest { Type = "medical-rehabilitation" })).Rows.ShouldHaveSingleItem();
        row.ShouldBe(new DecisionCounts { StatementType = "rehabilitation-report", Addressee = "kela", Applications = 3, Pending = 1, Decided = 2, Positive = 1, Negative = 1 });
    }

    [Fact]
    public async Task A_repeat_names_an_assessment_of_the_same_client_alone()
    {
        var first = await AttendedAsync("other");
        var again = new OrderAssessmentRequest { CaseId = first.CaseId, Type = "other", Question = "x", RepeatsAssessmentId = first.AssessmentId };

        (await host.Assessments.OrderAssessmentAsync(again)).Assessment.RepeatsAssessmentId.ShouldBe(first.AssessmentId);
        await host.Assessments.OrderAssessmentAsync(new OrderAssessmentRequest(again) { CaseId = (await host.OpenedAsync()).CaseId }).ShouldFail(StatusCode.InvalidArgument, "REPEATED_UNKNOWN");
    }

    [Fact]
    public async Task A_day_that_was_wrong_is_corrected_and_told_again()
    {
        var ordered = await AttendedAsync("other");

        var corrected = (await host.Assessments.CorrectAssessmentDayAsync(new CorrectAssessmentDayRequest { AssessmentId = ordered.AssessmentId, LegNumber = 2, Day = Day(-4), Note = "Kirjattu väärälle päivälle" })).Assessment;

        corrected.Legs[1].ToDay.ShouldBe(Day(-4));
        corrected.Legs[2].FromDay.ShouldBe(Day(-4));
        var fact = (await host.Database.FactsAsync<AssessmentDayCorrected>(ordered.ClientId)).ShouldHaveSingleItem();
        (fact.Leg, fact.LegNumber, fact.FromDay, fact.ToDay).ShouldBe(("appointment", 2, Day(-3), Day(-4)));
        await host.Assessments.CorrectAssessmentDayAsync(new CorrectAssessmentDayRequest { AssessmentId = ordered.AssessmentId, LegNumber = 3, Day = Today }).ShouldFail(StatusCode.NotFound, "LEG_UNKNOWN");
    }

    [Fact]
    public async Task Allowed_actions_say_what_the_calls_themselves_would()
    {
        var ordered = await OrderedAsync("other");

        var coordinator = new AssessmentsService.AssessmentsServiceClient(host.As(Role.Coordinator, County));
        var actions = (await coordinator.GetAllowedAssessmentActionsAsync(new GetAllowedAssessmentActionsRequest { AssessmentId = ordered.AssessmentId })).Actions.ToDictionary(one => one.Action);

        actions["BookAssessment"].Allowed.ShouldBeTrue();
        actions["RecordStatement"].BlockedReason.ShouldBe("ROLE_NOT_ALLOWED");
        actions["RecordAttendance"].BlockedReason.ShouldBe("ASSESSMENT_NOT_BOOKED");
        actions["CloseAssessment"].BlockedReason.ShouldBe("ASSESSMENT_NOT_ATTENDED");
        await host.Assessments.RecordAttendanceAsync(new RecordAttendanceRequest { AssessmentId = ordered.AssessmentId }).ShouldFail(StatusCode.FailedPrecondition, "ASSESSMENT_NOT_BOOKED");
    }

    private static BookAssessmentRequest Booking(Assessment assessment, int day) => new()
    {
        AssessmentId = assessment.AssessmentId,
        StartsAt = TimeProvider.System.GetUtcNow().AddDays(3).ToTimestamp(),
        Professions = { "physician", "social-worker" },
        Mode = Mode.InPerson,
        BookedOn = Day(day),
    };

    private async Task<Assessment> OrderedAsync(string type, int day = -7, string performer = "", Purchase? purchase = null)
    {
        var opened = await host.OpenedAsync(daysAgo: 60);
        return (await host.Assessments.OrderAssessmentAsync(new OrderAssessmentRequest { CaseId = opened.CaseId, Type = type, Question = "Millaista työtä?", Performer = performer, Purchase = purchase, OrderedOn = Day(day) })).Assessment;
    }

    private async Task<Assessment> AttendedAsync(string type)
    {
        var ordered = await OrderedAsync(type);
        if (ordered.InformationMissing.Contains("health"))
        {
            await host.Assessments.GiveInformationAsync(new GiveInformationRequest { AssessmentId = ordered.AssessmentId, Part = "health", Text = "Terveystarkastus tehty.", GivenOn = Day(-6) });
        }

        await BookedAsync(ordered, -5);
        return (await host.Assessments.RecordAttendanceAsync(new RecordAttendanceRequest { AssessmentId = ordered.AssessmentId, Attended = true, OnDay = Day(-3) })).Assessment;
    }

    private async Task BookedAsync(Assessment assessment, int day) => await host.Assessments.BookAssessmentAsync(Booking(assessment, day));

    private async Task StatedAsync(Assessment assessment, int day, string author, string type = "medical-statement-b") =>
        await host.Assessments.RecordStatementAsync(new RecordStatementRequest
        {
            AssessmentId = assessment.AssessmentId,
            Type = type,
            Reference = "arkisto/1",
            Author = "LT Malli",
            AuthorOrganisation = author,
            Conclusion = "Kevyt työ sopii.",
            FunctionalLimits = { "lifting", "pace" },
            StatedOn = Day(day),
        });

    private async Task StatedJudgedAsync(Assessment assessment, string reason) => await host.Assessments.JudgeStatementAsync(new JudgeStatementRequest
    {
        AssessmentId = assessment.AssessmentId,
        Sufficiency = reason.Length > 0 ? Sufficiency.Insufficient : Sufficiency.Sufficient,
        Reason = reason,
        JudgedOn = Day(-1),
    });

    private async Task<Assessment> ReadAsync(string id) => (await host.Assessments.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = id })).Assessment;
}
