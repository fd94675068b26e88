namespace Tyokyky.Referrals.Common;

/// <summary>How long things may take before they happen by themselves: agreed and dated, TimeLimits.csv.</summary>
internal static class TimeLimits
{
    public const string Kind = "time-limit";

    private static readonly (string Name, int BusinessDays, Validity Days, string Source)[] rows =
        DatedRows.Read("TimeLimits.csv", field => (field[0], DatedRows.Number(field[1]), DatedRows.Days(field), field[^1]));

    /// <summary>What has a limit.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. rows.Select(row => row.Name).Distinct()];

    /// <summary>The last day of that time in an area, counted in Finnish business days from a day.</summary>
    public static DateOnly LastDay(string name, DateOnly from, AreaAgreements area) => FinnishCalendar.AddBusinessDays(from, DaysOn(name, from, area));

    /// <summary>The first day of that time before a day: so many business days before it.</summary>
    public static DateOnly FirstDay(string name, DateOnly until, AreaAgreements area) =>
        FinnishCalendar.SubtractBusinessDays(until, DaysOn(name, until, area));

    /// <summary>The defaults of a day.</summary>
    public static IEnumerable<AgreedDefault> On(DateOnly day) => rows
        .Where(row => row.Days.Covers(day))
        .Select(row => new AgreedDefault(
            row.Name, new AgreedContent { TimeLimit = new AgreedTimeLimit { BusinessDays = row.BusinessDays } }, row.Days, row.Source));

    // Before any was agreed, the first that was: what is told late began on an earlier day. An area can't do without a limit.
    private static int DaysOn(string name, DateOnly day, AreaAgreements area)
    {
        if (area.Find(Kind, name, day) is { IsNone: false } agreed) { return agreed.Content().TimeLimit.BusinessDays; }
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
