using Tyokyky.ServiceDefaults;

namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Days that a request may leave out: past ones enter through the request, never by turning the clock.</summary>
internal static class Days
{
    public static DateOnly DayOrToday(this IBusinessClock clock, string field, Google.Type.Date? given)
    {
        if (given is null)
        {
            return clock.Today;
        }

        var day = given.ToDay();
        return day <= clock.Today
            ? day
            : throw new DomainException(ErrorKind.InvalidArgument, "DAY_IN_FUTURE", $"{field} should not be in the future.", ("field", field))
            {
                FieldViolations = [new FieldViolation(field, "DAY_IN_FUTURE", "a day not in the future")],
            };
    }

    /// <summary>The day whose codes count, before the request's shape is known to be right.</summary>
    public static DateOnly CodeDay(this IBusinessClock clock, Google.Type.Date? given) =>
        given is { Year: >= 1 and <= 9999, Month: >= 1 and <= 12, Day: >= 1 } day && day.Day <= DateTime.DaysInMonth(day.Year, day.Month) ? day.ToDay() : clock.Today;
}
