using Google.Type;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EmployerRelations.UseCases;

/// <summary>Days in requests.</summary>
internal static class Days
{
    /// <summary>The day on which a request's codes must be valid: that of the event, if it is a day at all.</summary>
    public static DateOnly CodeDay(this IBusinessClock clock, Date? given) =>
        given is { Month: >= 1 and <= 12, Day: >= 1, Year: >= 1 and <= 9999 } day && day.Day <= System.DateTime.DaysInMonth(day.Year, day.Month) ? day.ToDay() : clock.Today;

    /// <summary>The day of something that has happened; today when not said.</summary>
    public static DateOnly DayOrToday(this IBusinessClock clock, string field, Date? given)
    {
        var day = given?.ToDay() ?? clock.Today;
        return day <= clock.Today
            ? day
            : throw new DomainException(ErrorKind.InvalidArgument, "DAY_IN_FUTURE", $"{field} should not be in the future.", ("field", field));
    }
}
