using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.ServiceDefaults;

/// <summary>When something happened, as a request says it: past times enter through the request, never by turning the clock.</summary>
public static class EventTimes
{
    /// <summary>The instant given, not in the future; now when absent.</summary>
    public static DateTimeOffset EffectiveAt(this IBusinessClock clock, string field, Timestamp? given)
    {
        var now = clock.Now;
        var at = given is null ? now : MicrosecondTime.Of(given.ToDateTimeOffset());
        return at <= now ? at : throw DomainException.Field(field, "EFFECTIVE_TIME_IN_FUTURE", "a time not in the future");
    }

    /// <summary>The day given, not in the future; today in Finland when absent.</summary>
    public static DateOnly DayOrToday(this IBusinessClock clock, string field, Date? given)
    {
        var today = clock.Today;
        var day = given?.ToDay() ?? today;
        return day <= today ? day : throw DomainException.Field(field, "DAY_IN_FUTURE", "a day not in the future");
    }

    /// <summary>The day whose codes count, before the request's shape is known to be right.</summary>
    public static DateOnly CodeDay(this IBusinessClock clock, Date? given) => Check.IsDay(given) ? given!.ToDay() : clock.Today;
}
