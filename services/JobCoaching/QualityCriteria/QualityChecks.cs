namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>What several requests on quality criteria have in common.</summary>
internal static class QualityChecks
{
    private const int MostYears = 2;

    /// <summary>A period that has begun, and is not too long to say something of one time.</summary>
    public static Check ReviewPeriod(this Check check, Date? from, Date? to, DateOnly today) => check
        .OptionalPeriod(from, to)
        .OptionalDay("to_day", to, day => day <= today, "DAY_IN_FUTURE", "a day not in the future")
        .OptionalDay("to_day", to, day => from is null || day.Year - from.Year <= MostYears, "PERIOD_TOO_LONG", "within two years of from_day");
}
