using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Assessments;
using Transition = Tyokyky.Records.Transition;
using Tyokyky.EventLog;

namespace Tyokyky.WorkAbilityTeam.Tests.Assessments.Domain;

public sealed class AssessmentTableTests
{
    // A Monday.
    private static readonly DateOnly monday = new(2026, 3, 2);

    public static TheoryData<string, string> EveryActionInEveryState =>
        [.. from action in Enum.GetNames<AssessmentAction>() from state in Enum.GetNames<AssessmentState>() where state != "Unspecified" select (action, state)];

    public static TheoryData<string, string> EveryActionOfAnApplication =>
        [.. from action in Enum.GetNames<ApplicationAction>() from state in Enum.GetNames<ApplicationState>() where state != "Unspecified" select (action, state)];

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told(string actionName, string stateName)
    {
        var action = Enum.Parse<AssessmentAction>(actionName);
        var assessment = In(Enum.Parse<AssessmentState>(stateName), action);

        if (AssessmentTable.Table.After(action, assessment.State) is { } after)
        {
            var (changed, transition) = Do(action, assessment);
            after.ShouldContain(changed.State);
            (transition.From, transition.To).ShouldBe((StateCode.Of(assessment.State), StateCode.Of(changed.State)));
        }
        else
        {
            AssessmentTable.BlockedBy(action, assessment).ShouldNotBeNull();
            Should.Throw<DomainException>(() => Do(action, assessment)).Reason.ShouldBe(AssessmentTable.BlockedBy(action, assessment));
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionOfAnApplication))]
    public void Every_edge_of_an_applications_table_works_and_every_other_is_refused(string actionName, string stateName)
    {
        var (action, state) = (Enum.Parse<ApplicationAction>(actionName), Enum.Parse<ApplicationState>(stateName));
        var application = Application(state);
        var assessment = In(AssessmentState.Sufficient) with { Applications = [application] };
        (ClientAssessment, Transition) Act() => action == ApplicationAction.RecordDecision
            ? assessment.Decide(application.Id, Decision.Partial, monday.AddDays(9))
            : assessment.Appeal(application.Id, monday.AddDays(9));

        if (ApplicationTable.Table.After(action, state) is [var after])
        {
            Act().Item1.Applications.ShouldHaveSingleItem().State.ShouldBe(after);
        }
        else
        {
            Should.Throw<DomainException>(() => { Act(); }).Reason.ShouldBe(ApplicationTable.BlockedBy(action, application));
        }
    }

    [Fact]
    public void Nobody_appeals_against_what_was_applied_for()
    {
        var application = Application(ApplicationState.Decided) with { Decision = Decision.Positive };
        var assessment = In(AssessmentState.Sufficient) with { Applications = [application] };

        Should.Throw<DomainException>(() => assessment.Appeal(application.Id, monday.AddDays(9))).Reason.ShouldBe("DECISION_POSITIVE");
    }

    [Fact]
    public void What_ended_allows_nothing_but_that_it_was_a_mistake_or_had_another_day()
    {
        foreach (var state in new[] { AssessmentState.Closed, AssessmentState.Cancelled, AssessmentState.EnteredInError })
        {
            AssessmentTable.Table.Rules.Where(rule => rule.From.Contains(state)).Select(rule => rule.Action)
                .Except([AssessmentAction.EnterAssessmentInError, AssessmentAction.CorrectAssessmentDay]).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_documentations_diagrams_are_the_tables()
    {
        GeneratedPage.ShouldBe("docs/states/assessment.md", AssessmentTable.Table.Diagram(AssessmentState.Ordered));
        GeneratedPage.ShouldBe("docs/states/application.md", ApplicationTable.Table.Diagram(ApplicationState.Filed));
    }

    [Theory]
    [InlineData("work-ability-assessment", "everyday-functioning health social-situation")]
    [InlineData("health-check", "")]
    [InlineData("physiotherapy", "health")]
    public void What_goes_before_is_as_the_types_dated_row_says(string type, string parts) =>
        string.Join(' ', AssessmentType.NeededParts(type, monday)).ShouldBe(parts);

    [Fact]
    public void A_decision_proposes_a_result_only_when_it_gives_something()
    {
        AssessmentType.ProposedResult("disability-pension", Decision.Positive, monday).ShouldBe("disability-pension");
        AssessmentType.ProposedResult("fixed-term-disability-pension", Decision.Partial, monday).ShouldBe("fixed-term-disability-pension");
        AssessmentType.ProposedResult("rehabilitation-allowance", Decision.Positive, monday).ShouldBe("rehabilitation-path");
        AssessmentType.ProposedResult("disability-pension", Decision.Negative, monday).ShouldBeEmpty();
        AssessmentType.ProposedResult("pay-subsidy", Decision.Positive, monday).ShouldBeEmpty();
    }

    private static (ClientAssessment, Transition) Do(AssessmentAction action, ClientAssessment assessment)
    {
        var (on, application) = (monday.AddDays(9), assessment.Applications.Select(one => one.Id).FirstOrDefault());
        return action switch
        {
            AssessmentAction.GiveInformation => assessment.Give(new GivenPart("health", on, "x", null, null, 0)),
            AssessmentAction.SendInformation => assessment.Send(on),
            AssessmentAction.RecordPurchase => assessment.Buy(new PurchaseOrder("1", "", "0000003-5", 100, null), on),
            AssessmentAction.BookAssessment => assessment.Book(new Appointment(on, null, [], Mode.InPerson, OfTask: false), ""),
            AssessmentAction.CancelAssessmentBooking => assessment.CancelBooking(on),
            AssessmentAction.RecordAttendance => assessment.Attend(attended: true, on),
            AssessmentAction.RecordStatement => assessment.Receive(Statement(assessment.Id, assessment.Statements.Count + 1)),
            AssessmentAction.JudgeStatement => assessment.Judge(Sufficiency.Insufficient, "limits-missing", on),
            AssessmentAction.FileApplication => assessment.Apply(Application(ApplicationState.Filed) with { FiledOn = on }),
            AssessmentAction.RecordDecision => assessment.Decide(application, Decision.Positive, on),
            AssessmentAction.FileAppeal => assessment.Appeal(application, on),
            AssessmentAction.AgreeFollowUp => assessment.Agree(new JointPlan("x", "y", on, on.AddDays(90))),
            AssessmentAction.CorrectAssessmentDay => assessment.Correct(0, monday.AddDays(-1), on, ""),
            AssessmentAction.CloseAssessment => assessment.Close("assessment-made", on),
            AssessmentAction.CancelAssessment => assessment.Cancel("other", on),
            _ => assessment.EnterInError("duplicate", "", on),
        };
    }

    // With what the action needs beside the state.
    private static ClientAssessment In(AssessmentState state, AssessmentAction? action = null)
    {
        var id = Guid.NewGuid();
        AssessmentLegKind? open = state switch
        {
            AssessmentState.Booked => AssessmentLegKind.Appointment,
            AssessmentState.Attended or AssessmentState.Insufficient => AssessmentLegKind.Statement,
            AssessmentState.Stated => AssessmentLegKind.Judgement,
            AssessmentState.Ordered or AssessmentState.NotAttended => AssessmentLegKind.Booking,
            _ => null,
        };
        var decided = action == AssessmentAction.FileAppeal ? ApplicationState.Decided : ApplicationState.Filed;
        return new ClientAssessment
        {
            Id = id,
            Client = new CountedClient(Guid.NewGuid(), AgeBand._3054, "698", ""),
            Organisation = "2345678-0",
            Type = "health-check",
            Question = "x",
            RecordedAt = DateTimeOffset.UnixEpoch,
            Performer = "0000003-5",
            State = state,
            Appointment = state == AssessmentState.Booked ? new Appointment(monday, null, [], Mode.InPerson, OfTask: false) : null,
            Statements = state is AssessmentState.Stated or AssessmentState.Insufficient or AssessmentState.Sufficient ? [Statement(id, 1)] : [],
            Applications = state == AssessmentState.Sufficient && action is AssessmentAction.RecordDecision or AssessmentAction.FileAppeal ? [Application(decided)] : [],
            Legs = open is { } kind
                ? [new Leg(AssessmentLegKind.Booking, monday, monday), new Leg(kind, monday, null)]
                : [new Leg(AssessmentLegKind.Booking, monday, monday)],
        };
    }

    private static GivenStatement Statement(Guid assessmentId, int number) => new()
    {
        Id = Guid.NewGuid(),
        AssessmentId = assessmentId,
        Number = number,
        Type = "medical-statement-b",
        Reference = "x",
        Author = "y",
        AuthorOrganisation = "0000003-5",
        StatedOn = monday.AddDays(9),
        Conclusion = "z",
        FunctionalLimits = [],
    };

    private static RestingApplication Application(ApplicationState state) => new()
    {
        Id = Guid.NewGuid(),
        AssessmentId = Guid.NewGuid(),
        Organisation = "2345678-0",
        StatementType = "medical-statement-b",
        Type = "disability-pension",
        Addressee = "kela",
        FiledOn = monday,
        State = state,
        Decision = state == ApplicationState.Filed ? Decision.Unspecified : Decision.Negative,
        DecidedOn = state == ApplicationState.Filed ? null : monday,
        AppealedOn = state == ApplicationState.Appealed ? monday : null,
    };
}
