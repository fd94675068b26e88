namespace Tyokyky.ServiceDefaults;

/// <summary>Checks of periods.</summary>
public static class PeriodChecks
{
    /// <summary>Two days of a period, either of which may be absent; the last is not before the first.</summary>
    public static Check OptionalPeriod(
        this Check check, Date? from, Date? to, string fromField = "from_day", string toField = "to_day", string reason = "PERIOD_INVALID") =>
        check
            .OptionalDay(fromField, from)
            .OptionalDay(toField, to)
            .That(Compare(from, to) <= 0, toField, reason, $"a day not before {fromField}");

    /// <summary>The same for the days from and to which something is valid.</summary>
    public static Check OptionalValidity(this Check check, Date? from, Date? to) =>
        check.OptionalPeriod(from, to, "valid_from", "valid_to", "DAY_BEFORE_START");

    // Days that do not exist are refused by their own check.
    private static int Compare(Date? from, Date? to) =>
        from is null || to is null ? 0 : (from.Year, from.Month, from.Day).CompareTo((to.Year, to.Month, to.Day));
}
