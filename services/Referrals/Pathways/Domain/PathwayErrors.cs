namespace Tyokyky.Referrals.Pathways;

/// <summary>How pathways refuse.</summary>
internal static class PathwayErrors
{
    public static DomainException Closed(DateOnly on) =>
        new(ErrorKind.FailedPrecondition, "PATHWAY_CLOSED", "The pathway is closed.", ("closed_on", PagingKeys.DayKey(on)));

    public static DomainException AlreadyOpen() =>
        new(ErrorKind.AlreadyExists, "PATHWAY_ALREADY_OPEN", "Your organisation has an open pathway for this client.");

    public static DomainException NoCaseManager() =>
        new(ErrorKind.FailedPrecondition, "NO_CASE_MANAGER", "A client on a pathway has a case manager; AppointCaseManager names one first.");

    public static DomainException NoTemplate(DateOnly on) =>
        DomainException.Field(
            "template",
            "CODE_NOT_VALID_THEN",
            "one that is valid on the pathway's first day; ListPathwayTemplates names them",
            ("valid_on", PagingKeys.DayKey(on)));

    public static DomainException StepsUnderWay() =>
        new(ErrorKind.FailedPrecondition, "STEPS_UNDER_WAY", "Steps are under way; EndPathwayStep ends them first.");

    public static DomainException NotYoursToGive() =>
        new(
            ErrorKind.FailedPrecondition,
            "STEP_GIVEN_BY_OWNER",
            "Only the pathway's organisation or the case manager gives a step to another organisation; organisation should be empty.");

    public static DomainException StillOnPathway() =>
        new(ErrorKind.FailedPrecondition, "STILL_ON_PATHWAY", "The client is on an open pathway; ClosePathway comes first.");

    public static DomainException Blocked(string reason, PathwayStep step) =>
        DomainException.Blocked(reason, "STEP_STATUS", step.Id, ("step_status", StateCode.Of(step.Status)));

    public static DomainException UnknownStep(string field) => DomainException.Field(field, "UNKNOWN_STEP", "steps of this pathway");

    public static DomainException UnknownTask() =>
        DomainException.Field(
            "task_id", "UNKNOWN_TASK", "a task of this client and service that both your and the pathway's organisation are parties to, and no other step follows");

    public static DomainException HasTask(PathwayStep step) =>
        new(ErrorKind.FailedPrecondition, "STEP_HAS_TASK", "The step follows another task; PlanPathwayStep with leave_task lets it go first.",
            ("task_id", step.OfTask!.Id.ToString()));

    public static DomainException TooManySteps() =>
        new(ErrorKind.InvalidArgument, "TOO_MANY_VALUES", $"A pathway has at most {Pathway.MostSteps} steps.");

    public static DomainException DayBeforePrevious(string field, DateOnly previous) =>
        DomainException.Field(field, "DAY_BEFORE_PREVIOUS", "a day not before what happened last", ("not_before", PagingKeys.DayKey(previous)));

    public static DomainException PeriodInvalid(string field) => DomainException.Field(field, "PERIOD_INVALID", "a day not before the first");
}
