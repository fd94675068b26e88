using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>How a support plan refuses.</summary>
internal static class PlanErrors
{
    public static DomainException Blocked(string reason, SupportPlan plan) =>
        new(
            ErrorKind.FailedPrecondition,
            reason,
            reason == "PLAN_IN_ERROR"
                ? "The plan was entered in error: nothing is done with it any more."
                : "The plan has ended: nothing is added to it any more.",
            ("plan_id", plan.Id.ToString()),
            ("ended_on", plan.EndedOn is { } day ? PagingKeys.DayKey(day) : ""))
        {
            Preconditions = [new Precondition("PLAN_STATE", plan.Id.ToString(), reason)],
        };

    public static DomainException VersionUnknown(int current) =>
        new(ErrorKind.NotFound, "PLAN_VERSION_UNKNOWN", "The plan has no such version.", ("current_version", Text(current)));

    public static DomainException VersionSuperseded(SupportPlan plan) =>
        OfVersion(
            "PLAN_VERSION_SUPERSEDED",
            "A newer version of the plan was made; that one counts.",
            plan);

    public static DomainException AlreadyAnswered(SupportPlan plan) =>
        OfVersion(
            "PLAN_ALREADY_ANSWERED",
            "The client answered this version already; single parts may be answered anew, and a new version wholly.",
            plan);

    public static DomainException AlreadyApproved(SupportPlan plan) =>
        OfVersion(
            "PLAN_ALREADY_APPROVED",
            "This version is approved already.",
            plan);

    public static DomainException OwnVersion(SupportPlan plan) =>
        OfVersion(
            "OWN_VERSION",
            "Whoever wrote a version does not approve it: a second professional does.",
            plan);

    public static DomainException ReviewInError(SupportPlan plan) =>
        OfVersion(
            "REVIEW_IN_ERROR",
            "The review was entered in error already.",
            plan);

    public static DomainException MeasureBlocked(string reason, MeasureLife measure) =>
        new(
            ErrorKind.FailedPrecondition,
            reason,
            $"The measure is {StateCode.Of(measure.State)}.",
            ("measure_id", measure.Id.ToString()),
            ("measure_state", StateCode.Of(measure.State)))
        {
            Preconditions = [new Precondition("MEASURE_STATE", measure.Id.ToString(), reason)],
        };

    public static DomainException MeasureWithdrawn(MeasureLife measure) => MeasureBlocked("MEASURE_WITHDRAWN", measure);

    public static DomainException DayBefore(string field, DateOnly notBefore) =>
        DomainException.Field(
            field, "DAY_BEFORE_START", "a day not before what it follows", ("not_before", notBefore.ToString("O", CultureInfo.InvariantCulture)));

    public static DomainException NextBeforeThis(string field, string than) => DomainException.Field(field, "DAY_BEFORE_START", $"a day after {than}");

    public static DomainException NothingToCorrect() =>
        DomainException.Field("correction_reason", "CORRECTION_WITHOUT_PLAN", "empty for a case's first version, which corrects nothing");

    public static DomainException MeasureUnknown(string field) =>
        DomainException.Field(field, "MEASURE_UNKNOWN", "the id of a measure of the plan's current version");

    public static DomainException MeasureChanged(int index) =>
        DomainException.Field(
            $"measures[{Text(index)}]",
            "MEASURE_CHANGED",
            "of the kind, service, provider and basis it was agreed with; leave it out and add a new one instead");

    public static DomainException GoalUnknown(string field) =>
        DomainException.Field(field, "GOAL_UNKNOWN", "the id of a goal of the plan's current version");

    public static DomainException SectionUnknown(int index) =>
        DomainException.Field($"sections[{Text(index)}].section_id", "SECTION_UNKNOWN", "empty, or the id of a section of the plan's current version");

    public static DomainException LinkUnknown(int index) =>
        DomainException.Field($"statutory_links[{Text(index)}].link_id", "LINK_UNKNOWN", "empty, or the id of a link of the plan's current version");

    public static DomainException PartUnknown(int index) =>
        DomainException.Field($"answers[{Text(index)}].part_id", "PART_UNKNOWN", "the id of a goal, section or measure of the version");

    public static DomainException ReviewUnknown() => DomainException.Field("review_id", "REVIEW_UNKNOWN", "the id of a review of this plan");

    private static DomainException OfVersion(string reason, string message, SupportPlan plan) =>
        new(
            ErrorKind.FailedPrecondition,
            reason,
            message,
            ("current_version", Text(plan.Current.Number)),
            ("client_answer", PlanVersion.Code(plan.Current.Answer)))
        {
            Preconditions = [new Precondition("PLAN_VERSION", plan.Id.ToString(), reason)],
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
