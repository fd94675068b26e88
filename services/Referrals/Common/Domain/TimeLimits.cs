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

    // Before any was agreed, the first that was: what is told late began on an earlier day.
    private static int DaysOn(string name, DateOnly day)
    {
        (int BusinessDays, DateOnly? From)? oldest = null;
        foreach (var row in rows)
        {
            if (row.Name != name) { continue; }
            if (row.Days.Covers(day)) { return row.BusinessDays; }
            if (oldest is null || row.Days.From < oldest.Value.From) { oldest = (row.BusinessDays, row.Days.From); }
        }

        return oldest!.Value.From > day ? oldest.Value.BusinessDays : throw new InvalidOperationException($"TimeLimits.csv says nothing of {name} on {day}.");
    }
}
