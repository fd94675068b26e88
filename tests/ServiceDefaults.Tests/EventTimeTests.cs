using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class EventTimeTests
{
    private static readonly DateTimeOffset now = new DateTimeOffset(2026, 11, 28, 12, 0, 30, TimeSpan.Zero).AddMicroseconds(123_456);

    [Fact]
    public void A_clock_that_is_a_little_fast_says_now()
    {
        At(now.AddMilliseconds(200), null).ShouldBe(now);
        At(now.AddSeconds(5), null).ShouldBe(now);
        Should.Throw<DomainException>(() => At(now.AddSeconds(6), null)).Reason.ShouldBe("EFFECTIVE_TIME_IN_FUTURE");
    }

    [Fact]
    public void A_day_that_has_begun_where_the_clock_is_a_little_fast_is_today()
    {
        var clock = new StandingClock(FinnishTime.StartOf(new DateOnly(2026, 11, 29)).AddSeconds(-1));
        clock.DayOrToday("day", new DateOnly(2026, 11, 29).ToDate()).ShouldBe(new DateOnly(2026, 11, 28));
        Should.Throw<DomainException>(() => clock.DayOrToday("day", new DateOnly(2026, 11, 30).ToDate())).Reason.ShouldBe("DAY_IN_FUTURE");
    }

    [Theory]
    [InlineData(TimeSpan.TicksPerMicrosecond)]
    [InlineData(TimeSpan.TicksPerMillisecond)]
    [InlineData(TimeSpan.TicksPerSecond)]
    [InlineData(TimeSpan.TicksPerMinute)]
    public void A_time_sent_back_with_fewer_digits_is_the_time_it_was(long precision)
    {
        var cut = now.AddTicks(-(now.Ticks % precision));
        At(cut, now).ShouldBe(now);
        cut.IsBefore(now).ShouldBeFalse();
        cut.IsSame(now).ShouldBeTrue();
        cut.AddTicks(-precision).IsBefore(now).ShouldBeTrue();
        cut.AddTicks(-precision).IsSame(now).ShouldBeFalse();
        At(cut.AddTicks(-precision), now).ShouldBe(cut.AddTicks(-precision), "it is for the domain to refuse it");
    }

    [Fact]
    public void Who_gives_no_time_is_never_before_what_happened_last() => new StandingClock(now).EffectiveAt("at", null, now.AddSeconds(1)).ShouldBe(now.AddSeconds(1));

    private static DateTimeOffset At(DateTimeOffset given, DateTimeOffset? previous) => new StandingClock(now).EffectiveAt("at", given.ToTimestamp(), previous);

    private sealed class StandingClock(DateTimeOffset now) : IBusinessClock
    {
        public DateTimeOffset Now => now;

        public DateOnly Today => FinnishTime.DayOf(now);
    }
}
