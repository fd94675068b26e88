using CsCheck;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.WorkAbilityTeam.Plans;

namespace Tyokyky.WorkAbilityTeam.Tests.Plans;

/// <summary>When a plan is to be reviewed: on business days, by dated rules, the same for a day whenever it is asked.</summary>
public sealed class ReviewScheduleTests
{
    private const string Multisectoral = "multisectoral-employment-plan";

    // From before the first rule over leap days and both laws of the multisectoral plan.
    private static readonly Gen<DateOnly> days = Gen.Int[new DateOnly(2016, 1, 1).DayNumber, new DateOnly(2032, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

    private static readonly Gen<ReviewCount> counts = Gen.Select(days, Gen.Int[1, 400], Gen.Bool, Gen.Bool).Select((on, ahead, isAgreed, isLinked) =>
        new ReviewCount(on, isAgreed ? on.AddDays(ahead) : null, isLinked ? [Multisectoral] : [], null));

    [Theory]
    [InlineData("2026-01-15", null, "2026-04-15")] // a Wednesday, three months on
    [InlineData("2026-02-20", null, "2026-05-20")]
    [InlineData("2026-02-01", null, "2026-04-30")] // the first of May is a holiday, a Friday: the day before
    [InlineData("2026-09-26", null, "2026-12-23")] // the second day of Christmas: before Christmas Eve
    [InlineData("2026-03-21", null, "2026-06-18")] // a Sunday after Midsummer: before Midsummer Eve
    [InlineData("2027-11-30", null, "2028-02-29")] // no thirtieth of February, and a leap day
    [InlineData("2026-01-15", "2026-12-06", "2026-12-04")] // agreed for Independence Day, a Sunday
    [InlineData("2026-04-02", "2026-04-03", "2026-04-07")] // nothing but Easter between: the first day after
    public void A_review_is_due_on_the_business_day_up_to_the_day_agreed_or_ruled(string on, string? agreed, string due) =>
        ReviewSchedule.On(Log(new ReviewCount(DateOnly.Parse(on), agreed is null ? null : DateOnly.Parse(agreed), [], null)), null, DateOnly.Parse(on)).DueOn.ShouldBe(DateOnly.Parse(due));

    [Fact]
    public void The_law_of_a_linked_plan_bounds_what_was_agreed_and_says_so()
    {
        var log = Log(new ReviewCount(new(2026, 1, 15), new(2026, 12, 15), [Multisectoral], null));

        var review = ReviewSchedule.On(log, null, new(2026, 1, 15));

        (review.DueOn, review.LatestOn, review.Rule.Code).ShouldBe((new DateOnly(2026, 7, 15), new DateOnly(2026, 7, 15), Multisectoral));
        review.Rule.Source.ShouldContain("381/2023");
    }

    [Fact]
    public void The_rule_of_the_day_counts_from_which_it_is_counted()
    {
        var before = ReviewSchedule.On(Log(new ReviewCount(new(2024, 12, 31), new(2026, 1, 1), [Multisectoral], null)), null, new(2025, 3, 1));
        var after = ReviewSchedule.On(Log(new ReviewCount(new(2025, 1, 1), new(2026, 1, 1), [Multisectoral], null)), null, new(2025, 3, 1));

        before.Rule.Source.ShouldContain("1369/2014");
        after.Rule.Source.ShouldStartWith("Act 381/2023");
    }

    [Fact]
    public void A_due_day_is_a_business_day_after_what_it_is_counted_from_and_no_later_than_what_bounds_it() => counts.Sample(count =>
    {
        var review = ReviewSchedule.On(Log(count), null, count.On);
        var due = review.DueOn!.Value;
        var wanted = count.Agreed ?? count.On.AddMonths(3);
        var bound = review.LatestOn < wanted ? review.LatestOn.Value : wanted;

        return FinnishCalendar.IsBusinessDay(due) && due > count.On
            && (due <= bound ? FinnishCalendar.BusinessDaysBetween(due, bound) == 0 : FinnishCalendar.BusinessDaysBetween(count.On, due) == 1);
    });

    [Fact]
    public void A_standing_follows_from_the_day_alone_and_only_moves_on() => Gen.Select(counts, days).Sample((count, day) =>
    {
        var log = Log(count);
        var now = ReviewSchedule.On(log, null, day);
        var expected = day > now.DueOn ? ReviewStanding.Overdue
            : FinnishCalendar.BusinessDaysBetween(day, now.DueOn!.Value) <= 10 ? ReviewStanding.DueSoon
            : ReviewStanding.Ahead;

        return now.Standing == expected || FinnishCalendar.SubtractBusinessDays(now.DueOn!.Value, 10) == day;
    });

    [Fact]
    public void What_happens_later_changes_no_earlier_day() => Gen.Select(counts.Array[1, 6], Gen.Select(days, Gen.Int[0, 200]).Array[0, 4], days).Sample((all, exempted, day) =>
    {
        ReviewPause[] pauses = [.. exempted.Select(one => new ReviewPause(one.Item1, one.Item1.AddDays(one.Item2), "sick-leave"))];
        var whole = new ReviewLog(all, [], pauses);
        var then = new ReviewLog([.. all.Where(one => one.On <= day)], [], [.. pauses.Where(pause => pause.From <= day)]);

        return then.Counts.Length == 0 || ReviewSchedule.On(whole, null, day) == ReviewSchedule.On(then, null, day);
    });

    [Fact]
    public void A_review_is_never_due_while_exempted_and_nothing_is_lost_after() => Gen.Select(counts, Gen.Int[-60, 400], Gen.Int[0, 365]).Sample((count, offset, length) =>
    {
        var from = count.On.AddDays(Math.Max(0, offset));
        var pause = new ReviewPause(from, from.AddDays(length), "rehabilitation-period");
        var plain = ReviewSchedule.On(Log(count), null, pause.Until).DueOn!.Value;
        var review = ReviewSchedule.On(Log(count) with { Pauses = [pause] }, null, pause.Until);

        return review.Standing == ReviewStanding.Exempt && !(pause.From <= review.DueOn && review.DueOn <= pause.Until)
            && (pause.From <= plain && plain <= pause.Until ? review.DueOn == FinnishCalendar.AddBusinessDays(pause.Until, 1) : review.DueOn == plain);
    });

    [Fact]
    public void A_plan_that_has_ended_is_not_reviewed()
    {
        var log = Log(new ReviewCount(new(2026, 1, 15), null, [], null));

        ReviewSchedule.On(log, new DateOnly(2026, 3, 1), new(2026, 3, 1)).ShouldSatisfyAllConditions(
            review => review.Standing.ShouldBe(ReviewStanding.Ended), review => review.DueOn.ShouldBeNull());
        ReviewSchedule.On(log, new DateOnly(2026, 3, 1), new(2026, 2, 28)).DueOn.ShouldBe(new DateOnly(2026, 4, 15));
    }

    private static ReviewLog Log(params ReviewCount[] counts) => new(counts, [], []);
}
