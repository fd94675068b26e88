using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>How a support plan refuses.</summary>
internal static class PlanErrors
{
    public static DomainException VersionUnknown(int current) =>
        new(ErrorKind.NotFound, "PLAN_VERSION_UNKNOWN", "The plan has no such version.", ("current_version", Text(current)));

    public static DomainException VersionSuperseded(SupportPlan plan) =>
        Blocked("PLAN_VERSION_SUPERSEDED", "A newer version of the plan was made; the client answers that one.", plan);

    public static DomainException AlreadyAnswered(SupportPlan plan) =>
        Blocked("PLAN_ALREADY_ANSWERED", "The client answered this version already; a new answer needs a new version.", plan);

    public static DomainException AnsweredBeforeMade(DateOnly madeOn) =>
        DomainException.Field(
            "answered_on", "DAY_BEFORE_START", "a day not before the version was made", ("not_before", madeOn.ToString("O", CultureInfo.InvariantCulture)));

    public static DomainException ReviewBeforeMade() => DomainException.Field("review_on", "DAY_BEFORE_START", "a day after made_on");

    public static DomainException MeasureUnknown(int index) =>
        DomainException.Field($"measures[{Text(index)}].measure_id", "MEASURE_UNKNOWN", "empty, or the id of a measure of the plan's current version");

    public static DomainException MeasureChanged(int index) =>
        DomainException.Field(
            $"measures[{Text(index)}]", "MEASURE_CHANGED", "of the kind, provider and basis it was agreed with; leave it out and add a new one instead");

    private static DomainException Blocked(string reason, string message, SupportPlan plan) =>
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
