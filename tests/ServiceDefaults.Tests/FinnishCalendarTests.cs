namespace Tyokyky.ServiceDefaults.Tests;

public sealed class FinnishCalendarTests
{
    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-06")]
    [InlineData("2026-04-03")] // Good Friday
    [InlineData("2026-04-06")] // Easter Monday
    [InlineData("2026-05-01")]
    [InlineData("2026-05-14")] // Ascension Day
    [InlineData("2026-06-19")] // Midsummer Eve
    [InlineData("2027-06-25")] // Midsummer Eve
    [InlineData("2027-12-06")]
    [InlineData("2026-12-24")]
    [InlineData("2026-12-25")]
    [InlineData("2028-12-26")]
    [InlineData("2026-11-21")] // a Saturday
    public void Nobody_works_on_a_weekend_or_a_holiday(string day) => FinnishCalendar.IsBusinessDay(DateOnly.Parse(day, null)).ShouldBeFalse();

    [Theory]
    [InlineData("2026-04-02")]
    [InlineData("2026-06-18")]
    [InlineData("2026-06-26")]
    [InlineData("2026-12-23")]
    [InlineData("2026-12-31")]
    public void Other_days_are_business_days(string day) => FinnishCalendar.IsBusinessDay(DateOnly.Parse(day, null)).ShouldBeTrue();

    [Fact]
    public void A_year_has_as_many_business_days_as_the_almanac_says() =>
        FinnishCalendar.BusinessDaysBetween(new DateOnly(2025, 12, 31), new DateOnly(2026, 12, 31)).ShouldBe(252);

    [Fact]
    public void Days_added_or_subtracted_are_days_between()
    {
        for (var from = new DateOnly(2026, 12, 1); from.Year < 2028; from = from.AddDays(1))
        {
            FinnishCalendar.BusinessDaysBetween(from, FinnishCalendar.AddBusinessDays(from, 10)).ShouldBe(10);
            FinnishCalendar.BusinessDaysBetween(FinnishCalendar.SubtractBusinessDays(from, 10), from).ShouldBe(FinnishCalendar.IsBusinessDay(from) ? 10 : 9);
        }
    }
}
