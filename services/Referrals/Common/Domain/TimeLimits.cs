namespace Tyokyky.Referrals.Common;

/// <summary>How long things may take before they happen by themselves: agreed and dated, TimeLimits.csv.</summary>
internal static class TimeLimits
{
    private static readonly (string Name, int BusinessDays, Validity Days)[] rows =
        DatedRows.Read("TimeLimits.csv", field => (field[0], DatedRows.Number(field[1]), DatedRows.Days(field)));

    /// <summary>The last day of that time, counted in Finnish business days from a day.</summary>
    public static DateOnly LastDay(string name, DateOnly from) => FinnishCalendar.AddBusinessDays(from, DaysOn(name, from));

    /// <summary>The first day of that time before a day: so many business days before it.</summary>
    public static DateOnly FirstDay(string name, DateOnly until) => FinnishCalendar.SubtractBusinessDays(until, DaysOn(name, until));

    private static int DaysOn(string name, DateOnly day) => rows.First(row => row.Name == name && row.Days.Covers(day)).BusinessDays;
}
