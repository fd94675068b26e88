namespace Tyokyky.Metrics.Tests;

/// <summary>Finnish business days of the years that the caseloads lie in and of those until now, counted one by one.</summary>
internal static class NaiveCalendar
{
    // Easter Sundays, from the almanac.
    private static readonly DateOnly[] easters =
    [
        new(2021, 4, 4), new(2022, 4, 17), new(2023, 4, 9), new(2024, 3, 31), new(2025, 4, 20), new(2026, 4, 5), new(2027, 3, 28), new(2028, 4, 16), new(2029, 4, 1), new(2030, 4, 21),
    ];

    public static int Between(DateOnly from, DateOnly to)
    {
        var days = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            days += IsBusinessDay(day) ? 1 : 0;
        }

        return days;
    }

    public static bool IsBusinessDay(DateOnly day)
    {
        var easter = easters.Single(sunday => sunday.Year == day.Year);
        return day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            && (day.Month, day.Day) is not ((1, 1) or (1, 6) or (5, 1) or (12, 6) or (12, 24) or (12, 25) or (12, 26))
            && day != easter.AddDays(-2) && day != easter.AddDays(1) && day != easter.AddDays(39)
            && !(day.DayOfWeek == DayOfWeek.Friday && day.Month == 6 && day.Day is >= 19 and <= 25);
    }
}
