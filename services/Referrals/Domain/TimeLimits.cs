using System.Globalization;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

/// <summary>How long things may take before they happen by themselves: agreed and dated, TimeLimits.csv.</summary>
internal static class TimeLimits
{
    private static readonly Row[] rows = Read();

    /// <summary>The last day of that time, counted in Finnish business days from a day.</summary>
    public static DateOnly LastDay(string name, DateOnly from) => FinnishCalendar.AddBusinessDays(from, DaysOn(name, from));

    /// <summary>The first day of that time before a day: so many business days before it.</summary>
    public static DateOnly FirstDay(string name, DateOnly until)
    {
        var day = until;
        for (var left = DaysOn(name, until); left > 0;)
        {
            day = day.AddDays(-1);
            left -= FinnishCalendar.IsBusinessDay(day) ? 1 : 0;
        }

        return day;
    }

    private static int DaysOn(string name, DateOnly day) => rows.First(row => row.Name == name && row.ValidFrom <= day && (row.ValidTo is not { } last || day <= last)).BusinessDays;

    private static Row[] Read()
    {
        using var reader = new StreamReader(typeof(TimeLimits).Assembly.GetManifestResourceStream("TimeLimits.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';')).Select(field => new Row(
            field[0], int.Parse(field[1], CultureInfo.InvariantCulture), Day(field[2]), field[3].Length == 0 ? null : Day(field[3])))];
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Row(string Name, int BusinessDays, DateOnly ValidFrom, DateOnly? ValidTo);
}
