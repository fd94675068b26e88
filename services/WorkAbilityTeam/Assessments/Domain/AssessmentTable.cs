using static Tyokyky.Contracts.Team.V1.AssessmentState;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>What can be done with an assessment; the names are those of the RPCs.</summary>
internal enum AssessmentAction
{
    GiveInformation,
    SendInformation,
    RecordPurchase,
    BookAssessment,
    CancelAssessmentBooking,
    RecordAttendance,
    RecordStatement,
    JudgeStatement,
    FileApplication,
    RecordDecision,
    FileAppeal,
    AgreeFollowUp,
    CorrectAssessmentDay,
    CloseAssessment,
    CancelAssessment,
    EnterAssessmentInError,
}

/// <summary>The assessments' states. A statement that did not suffice leads back to another one, with a new appointment or without.</summary>
internal static class AssessmentTable
{
    private static readonly AssessmentState[] beforeStatement = [Ordered, Booked, NotAttended, Attended];
    private static readonly AssessmentState[] underWay = [Ordered, Booked, NotAttended, Attended, Stated, Insufficient, Sufficient];

    public static StateTable<AssessmentState, AssessmentAction> Table { get; } = new(
        "assessment",
        new(AssessmentAction.GiveInformation, beforeStatement, []),
        new(AssessmentAction.SendInformation, beforeStatement, []),
        new(AssessmentAction.RecordPurchase, underWay, []),
        new(AssessmentAction.BookAssessment, [Ordered, Booked, NotAttended, Insufficient], [Booked]),
        new(AssessmentAction.CancelAssessmentBooking, [Booked], [Ordered]),
        new(AssessmentAction.RecordAttendance, [Booked], [Attended, NotAttended]),
        new(AssessmentAction.RecordStatement, [Attended, Insufficient], [Stated]),
        new(AssessmentAction.JudgeStatement, [Stated], [Sufficient, Insufficient]),
        new(AssessmentAction.FileApplication, [Sufficient], []),
        new(AssessmentAction.RecordDecision, [Sufficient], []),
        new(AssessmentAction.FileAppeal, [Sufficient], []),
        new(AssessmentAction.AgreeFollowUp, [Attended, Sufficient], []),
        new(AssessmentAction.CorrectAssessmentDay, [.. underWay, Closed], []),
        new(AssessmentAction.CloseAssessment, [Attended, Insufficient, Sufficient], [Closed]),
        new(AssessmentAction.CancelAssessment, [Ordered, Booked, NotAttended, Attended, Stated, Insufficient], [Cancelled],
            ReasonSystem: "assessment-cancellation-reason"),
        new(AssessmentAction.EnterAssessmentInError, [.. underWay, Closed, Cancelled], [EnteredInError], ReasonSystem: "error-reason"));

    public static StateRule<AssessmentState, AssessmentAction> RuleOf(AssessmentAction action) => Table.Rules[(int)action];

    /// <summary>Null when the assessment allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(AssessmentAction action, ClientAssessment assessment) => (action, assessment.State) switch
    {
        (_, var state) when Table.Find(action, state) is null => Refusal(action, state),
        (AssessmentAction.SendInformation or AssessmentAction.BookAssessment, not Insufficient) when assessment.MissingParts.Length > 0 =>
            "INFORMATION_INCOMPLETE",
        (AssessmentAction.SendInformation, _) when assessment.Performer.Length == 0 => "PERFORMER_MISSING",
        (AssessmentAction.BookAssessment or AssessmentAction.CancelAssessmentBooking or AssessmentAction.RecordAttendance, _)
            when assessment.IsBookedByTask => "APPOINTMENT_OF_TASK",
        (AssessmentAction.CloseAssessment, _) when assessment.Applications.Any(application => application.IsOpen) => "APPLICATION_OPEN",
        _ => null,
    };

    private static string Refusal(AssessmentAction action, AssessmentState state) => (action, state) switch
    {
        (_, Closed or Cancelled or EnteredInError) => "ASSESSMENT_ENDED",
        (AssessmentAction.GiveInformation or AssessmentAction.SendInformation, _) => "STATEMENT_RECEIVED",
        (AssessmentAction.BookAssessment, _) => "ASSESSMENT_ATTENDED",
        (AssessmentAction.CancelAssessmentBooking or AssessmentAction.RecordAttendance, _) => "ASSESSMENT_NOT_BOOKED",
        (AssessmentAction.RecordStatement, Stated) => "STATEMENT_NOT_JUDGED",
        (AssessmentAction.RecordStatement or AssessmentAction.CancelAssessment, Sufficient) => "STATEMENT_SUFFICIENT",
        (AssessmentAction.JudgeStatement, Insufficient or Sufficient) => "STATEMENT_JUDGED",
        (AssessmentAction.JudgeStatement, _) => "STATEMENT_MISSING",
        (AssessmentAction.FileApplication or AssessmentAction.RecordDecision or AssessmentAction.FileAppeal, _) => "STATEMENT_NOT_SUFFICIENT",
        (AssessmentAction.AgreeFollowUp, Insufficient) => "STATEMENT_NOT_SUFFICIENT",
        (AssessmentAction.AgreeFollowUp or AssessmentAction.CloseAssessment, Stated) => "STATEMENT_NOT_JUDGED",
        _ => "ASSESSMENT_NOT_ATTENDED",
    };
}
