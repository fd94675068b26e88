using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.ServiceDefaults;

/// <summary>When something happened, as a request says it: past times enter through the request, never by turning the clock.</summary>
public static class EventTimes
{
    // How far ahead of ours a caller's clock may go; what it says is then now.
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    /// <summary>The instant given, not in the future; now when absent.</summary>
    /// <param name="previous">
    /// What happened last: the answer is no earlier where the instant given is the same at the precision that it was given with, and where none was given.
    /// </param>
    public static DateTimeOffset EffectiveAt(this IBusinessClock clock, string field, Timestamp? given, DateTimeOffset? previous = null)
    {
        var now = clock.Now;
        if (given is null)
        {
            return previous > now ? previous.Value : now;
        }

        var at = MicrosecondTime.Of(given.ToDateTimeOffset());
        if (at > now + Ahead)
        {
            throw DomainException.Field(field, "EFFECTIVE_TIME_IN_FUTURE", "a time not in the future");
        }

        at = at > now ? now : at;
        return at < previous && !at.IsBefore(previous.Value) ? previous.Value : at;
    }

    /// <summary>
    /// Whether the instant is before the other one, to the precision that it has itself: whole minutes, seconds, milliseconds or microseconds. Who was told
    /// of 12:00:00.123456 and keeps milliseconds means that instant by 12:00:00.123.
    /// </summary>
    public static bool IsBefore(this DateTimeOffset at, DateTimeOffset other) =>
        at < other && at.UtcTicks < other.UtcTicks - (other.UtcTicks % PrecisionOf(at));

    /// <summary>Whether the instant is the other one, to the precision that it has itself.</summary>
    public static bool IsSame(this DateTimeOffset at, DateTimeOffset other) => at == other || (at < other && !at.IsBefore(other));

    /// <summary>The day given, not in the future; today in Finland when absent.</summary>
    public static DateOnly DayOrToday(this IBusinessClock clock, string field, Date? given)
    {
        var today = clock.Today;
        var day = given?.ToDay() ?? today;
        return day <= today ? day
            : day <= FinnishTime.DayOf(clock.Now + Ahead) ? today
            : throw DomainException.Field(field, "DAY_IN_FUTURE", "a day not in the future");
    }

    /// <summary>The day whose codes count, before the request's shape is known to be right.</summary>
    public static DateOnly CodeDay(this IBusinessClock clock, Date? given) => Check.IsDay(given) ? given!.ToDay() : clock.Today;

    /// <inheritdoc cref="CodeDay(IBusinessClock, Date?)"/>
    public static DateOnly CodeDay(this IBusinessClock clock, Timestamp? given) =>
        given is not null && Check.IsInstant(given) ? FinnishTime.DayOf(given.ToDateTimeOffset()) : clock.Today;

    private static long PrecisionOf(DateTimeOffset at) =>
        at.UtcTicks % TimeSpan.TicksPerMinute == 0 ? TimeSpan.TicksPerMinute
        : at.UtcTicks % TimeSpan.TicksPerSecond == 0 ? TimeSpan.TicksPerSecond
        : at.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? TimeSpan.TicksPerMillisecond
        : TimeSpan.TicksPerMicrosecond;
}
