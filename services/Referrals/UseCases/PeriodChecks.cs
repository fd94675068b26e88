using Date = Tyokyky.Contracts.Common.V1.Date;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

internal static class PeriodChecks
{
    /// <summary>Two days of a period, either of which may be absent; the last is not before the first.</summary>
    public static Check OptionalPeriod(this Check check, Date? from, Date? to, string fromField = "from_day", string toField = "to_day")
    {
        check.OptionalDay(fromField, from).OptionalDay(toField, to);
        return check.That(Compare(from, to) <= 0, toField, "PERIOD_INVALID", $"a day not before {fromField}");
    }

    // Days that do not exist are refused by their own check.
    private static int Compare(Date? from, Date? to) => from is null || to is null ? 0 : (from.Year, from.Month, from.Day).CompareTo((to.Year, to.Month, to.Day));
}
