namespace Tyokyky.ServiceDefaults;

/// <summary>Calendar days are days in Finland; contracts carry them as google.type.Date.</summary>
public static class FinnishTime
{
    private static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");

    /// <summary>The calendar day in Finland at that instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>What a clock in Finland shows at that instant.</summary>
    public static TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The first instant of that day in Finland.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The same time of day in Finland so many days later, the clocks changed between or not; a time that is skipped is an hour later.</summary>
    public static DateTimeOffset AddDays(DateTimeOffset instant, int days)
    {
        var at = TimeZoneInfo.ConvertTime(instant, zone).DateTime.AddDays(days);
        at = zone.IsInvalidTime(at) ? at.AddHours(1) : at;
        return new DateTimeOffset(at, zone.GetUtcOffset(at)).ToUniversalTime();
    }

    /// <summary>The day as contracts carry it.</summary>
    public static Date ToDate(this DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };

    /// <summary>The day of a date that <see cref="Check"/> has passed.</summary>
    public static DateOnly ToDay(this Date date) => new(date.Year, date.Month, date.Day);
}
