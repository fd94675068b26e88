using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

/// <summary>How pathways refuse.</summary>
internal static class PathwayErrors
{
    public static DomainException Closed(DateOnly on) =>
        new(ErrorKind.FailedPrecondition, "PATHWAY_CLOSED", "The pathway is closed.", ("closed_on", PagingKeys.DayKey(on)));

    public static DomainException AlreadyOpen() =>
        new(ErrorKind.AlreadyExists, "PATHWAY_ALREADY_OPEN", "Your organisation has an open pathway for this client.");

    public static DomainException NoTemplate(DateOnly on) =>
        new(ErrorKind.InvalidArgument, "UNKNOWN_CODE", "template should be one that is valid on the pathway's first day; ListPathwayTemplates names them.",
            ("field", "template"), ("valid_on", PagingKeys.DayKey(on)));

    public static DomainException StepsUnderWay() =>
        new(ErrorKind.FailedPrecondition, "STEPS_UNDER_WAY", "Steps are under way; EndPathwayStep ends them first.");

    public static DomainException NotYoursToGive() =>
        new(ErrorKind.FailedPrecondition, "STEP_GIVEN_BY_OWNER", "Only the pathway's organisation or the case manager gives a step to another organisation; organisation should be empty.");

    public static DomainException StillOnPathway() =>
        new(ErrorKind.FailedPrecondition, "STILL_ON_PATHWAY", "The client is on an open pathway; ClosePathway comes first.");

    public static DomainException Blocked(string reason, PathwayStep step) =>
        new(ErrorKind.FailedPrecondition, reason, $"The step is {StateCode.Of(step.Status)}.", ("step_status", StateCode.Of(step.Status)))
        {
            Preconditions = [new Precondition("STEP_STATUS", step.Id.ToString(), reason)],
            Localized = new("Askeleen tila ei salli tätä.", "Stegets status tillåter inte detta.", "The step's status does not allow this."),
        };

    public static DomainException UnknownStep(string field) =>
        new(ErrorKind.InvalidArgument, "UNKNOWN_STEP", $"{field} should be steps of this pathway.", ("field", field));

    public static DomainException TooManySteps() =>
        new(ErrorKind.InvalidArgument, "TOO_MANY_VALUES", $"A pathway has at most {Pathway.MostSteps} steps.");

    public static DomainException DayBeforePrevious(DateOnly previous) =>
        new(ErrorKind.InvalidArgument, "DAY_BEFORE_PREVIOUS", "The day should not be before what happened last.", ("not_before", PagingKeys.DayKey(previous)));

    public static DomainException PeriodInvalid(string field) =>
        new(ErrorKind.InvalidArgument, "PERIOD_INVALID", $"{field} should not be before the first day.", ("field", field));
}
