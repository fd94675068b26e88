namespace Tyokyky.ServiceDefaults;

/// <summary>
/// Finnish business days (arkipäivät): neither Saturdays and Sundays nor the days of act 150/1930 § 5 (church holidays of act 652/2023,
/// Independence Day, May Day, Christmas Eve, Midsummer Eve).
/// </summary>
public static class FinnishCalendar
{
    /// <summary>True for a business day.</summary>
    public static bool IsBusinessDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>The business day so many business days after a day.</summary>
    public static DateOnly AddBusinessDays(DateOnly from, int count) => Step(from, count, 1);

    /// <summary>The business day so many business days before a day.</summary>
    public static DateOnly SubtractBusinessDays(DateOnly from, int count) => Step(from, count, -1);

    /// <summary>Business days after the first day up to and with the second; negative when the second is before the first.</summary>
    public static int BusinessDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from) { return -BusinessDaysBetween(to, from); }
        // Whole years are few; days are counted one by one because a wait is rarely more than some hundreds of them.
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (IsBusinessDay(day)) { count++; }
        }

        return count;
    }

    private static DateOnly Step(DateOnly day, int count, int by)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        while (count > 0)
        {
            day = day.AddDays(by);
            if (IsBusinessDay(day)) { count--; }
        }

        return day;
    }

    private static bool IsHoliday(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1) or (1, 6) or (5, 1) or (12, 6) or (12, 24) or (12, 25) or (12, 26) => true,
        // Midsummer Eve (juhannusaatto) is the Friday of 19–25 June.
        (6, >= 19 and <= 25) => day.DayOfWeek == DayOfWeek.Friday,
        ( >= 3 and <= 6, _) => (day.DayNumber - Easter(day.Year).DayNumber) is -2 or 1 or 39,
        _ => false,
    };

    // The anonymous Gregorian computus.
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var g = (b - ((b + 8) / 25) + 1) / 3;
        var h = ((19 * a) + b - (b / 4) - g + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var month = (h + l - (7 * m) + 114) / 31;
        return new DateOnly(year, month, ((h + l - (7 * m) + 114) % 31) + 1);
    }
}
