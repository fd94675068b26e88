namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>How functional assessment periods refuse.</summary>
internal static class PeriodErrors
{
    public static DomainException Blocked(string reason, AssessmentPeriod period) =>
        new(ErrorKind.FailedPrecondition, reason, "The period does not allow it as it now is; GetAllowedFunctionalPeriodActions says what it allows.",
            ("period_id", period.Id.ToString()), ("state", StateCode.Of(period.State)), ("missing", string.Join(' ', period.MissingDomains)))
        {
            Preconditions = [new Precondition("PERIOD_STATE", period.Id.ToString(), reason)],
        };

    public static DomainException DayBeforeStart(string field, DateOnly start) =>
        DomainException.Field(field, "DAY_BEFORE_START", "a day not before the first one", ("not_before", PagingKeys.DayKey(start)));
}
