namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>How an assessment refuses.</summary>
internal static class AssessmentErrors
{
    public static DomainException Blocked(string reason, ClientAssessment assessment) =>
        new(ErrorKind.FailedPrecondition, reason, "The assessment does not allow it as it now is; GetAllowedAssessmentActions says what it allows.",
            ("assessment_id", assessment.Id.ToString()),
            ("state", StateCode.Of(assessment.State)),
            ("missing", string.Join(' ', assessment.MissingParts)))
        {
            Preconditions = [new Precondition("ASSESSMENT_STATE", assessment.Id.ToString(), reason)],
        };

    public static DomainException Blocked(string reason, RestingApplication application) =>
        new(ErrorKind.FailedPrecondition, reason, "The application does not allow it as it now is.",
            ("application_id", application.Id.ToString()), ("state", StateCode.Of(application.State)))
        {
            Preconditions = [new Precondition("APPLICATION_STATE", application.Id.ToString(), reason)],
        };

    public static DomainException ApplicationUnknown() =>
        new(ErrorKind.NotFound, "APPLICATION_UNKNOWN", "The assessment has no such application.");

    public static DomainException LegUnknown(int legs) =>
        new(ErrorKind.NotFound, "LEG_UNKNOWN", "The assessment has no such leg that ended.", ("legs", PageNumber(legs)));

    public static DomainException DayBeforePrevious(string field, DateOnly last) =>
        DomainException.Field(field, "DAY_BEFORE_PREVIOUS", "a day not before the step before", ("not_before", PagingKeys.DayKey(last)));

    public static DomainException DayAfterNext(string field, DateOnly next) =>
        DomainException.Field(field, "DAY_AFTER_NEXT", "a day not after the step after it", ("not_after", PagingKeys.DayKey(next)));

    public static DomainException RepeatedUnknown() =>
        DomainException.Field("repeats_assessment_id", "REPEATED_UNKNOWN", "empty, or an assessment of this client at this organisation");

    public static DomainException SourceUnknown() =>
        DomainException.Field("source_assessment_id", "SOURCE_UNKNOWN", "empty, or another assessment of this client at this organisation");

    public static DomainException SituationUnknown() =>
        DomainException.Field("situation_id", "SITUATION_UNKNOWN", "a version of a description of this client's at this organisation");

    public static DomainException SituationNotAgreed() =>
        new(ErrorKind.FailedPrecondition, "SITUATION_NOT_AGREED", "The client has not agreed to that version of the description.");

    public static DomainException PermissionMissing() =>
        new(ErrorKind.FailedPrecondition, "PERMISSION_MISSING", "The client has not opened conclusions of health care to that organisation.");

    private static string PageNumber(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
