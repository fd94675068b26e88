using System.Globalization;
using Tyokyky.JobCoaching.QualityCriteria;

namespace Tyokyky.JobCoaching.Tests.Domain;

/// <summary>How each measure follows from what was counted.</summary>
public sealed class MeasuresTests
{
    // Monday 2 March to Sunday 26 April 2026: eight whole weeks, and no whole month.
    private static readonly Period period = new(new(2026, 3, 2), new(2026, 4, 26));
    private static readonly Counted nothing = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    [Fact]
    public void Of_nothing_nothing_can_be_told_and_each_says_why()
    {
        var measured = Measures.Of(nothing, [], [], period);

        measured.Keys.Order().ShouldBe(MeasuredTests.reference.Keys.Order());
        measured.Values.ShouldAllBe(one => !one.IsComputable);
        measured.Values.Where(one => one.NotComputable != "no-data").Select(one => $"{one.Measure} {one.NotComputable}")
            .ShouldBe(["employment-time no-coach-time", "community-time no-coach-time"]);
    }

    [Fact]
    public void Time_without_a_place_is_missing_where_the_place_matters()
    {
        TimeSpent[] time = [new("employment-work", "workplace", 300, []), new("other-work", "office", 100, []), new("supervision", "", 50, [])];

        var measured = Measures.Of(nothing with { CoachesWithTime = 1, CoachesWithoutTime = 2 }, time, [], period);

        var employment = measured["employment-time"];
        (employment.Numerator, employment.Denominator, employment.N, employment.Missing, employment.ValueThousandths).ShouldBe((350, 450, 1, 2, 77_778));
        var community = measured["community-time"];
        (community.Numerator, community.Denominator, community.Missing, community.ValueThousandths).ShouldBe((300, 400, 50, 75_000));
        Measures.Of(nothing, [new("employment-work", "", 60, [])], [], period)["community-time"].NotComputable.ShouldBe("no-place");
    }

    [Theory]
    [InlineData("home", 1)]
    [InlineData("workplace", 1)]
    [InlineData("community", 1)]
    [InlineData("office", 0)]
    [InlineData("remote", 0)]
    public void The_community_is_workplaces_homes_and_other_places_not_the_office(string place, long minutes) =>
        Measures.Of(nothing, [new("employment-work", place, 1, [])], [], period)["community-time"].Numerator.ShouldBe(minutes);

    [Fact]
    public void Contacts_before_the_start_alone_do_not_count_as_contact_after_it()
    {
        var before = Measures.Of(nothing, [], [new("before-start", 2, 2), new("after-start", 0, 2)], period)["follow-along"];
        var after = Measures.Of(nothing, [], [new("before-start", 0, 2), new("monthly", 1, 2)], period)["follow-along"];

        (before.ValueThousandths, before.Met.Count).ShouldBe((50_000, 0));
        after.Met.ShouldBe([Measures.ContactAfterStart]);
        before.Parts.Select(part => part.Part).ShouldBe(["before-start", "after-start"]);
    }

    [Fact]
    public void Persons_are_told_apart_from_jobs_by_their_best_one()
    {
        var counted = nothing with { Jobs = 5, JobsWithHours = 4, Competitive = 3, PersonsWithJob = 2, PersonsWithCompetitive = 1 };

        var jobs = Measures.Of(counted, [], [], period)["competitive-jobs"];

        (jobs.Numerator, jobs.Denominator, jobs.Missing).ShouldBe((3, 4, 1));
        jobs.Parts.ShouldBe([new MeasuredPart("persons", 1, 2)]);
        jobs.CountingRules.ShouldBe(["jobs-of-persons-coached", "competitive-job", "best-relation"]);
    }

    [Fact]
    public void A_job_of_under_four_paid_hours_is_not_competitive_as_a_dated_row_says() => Measures.CompetitiveHours(new(2026, 4, 1)).ShouldBe(4);

    [Theory]
    [InlineData("2026-03-02 2026-03-15 2026-03-17 2026-03-25 2026-04-05 2026-04-06 2026-04-18 2026-04-26", "weekly-review monthly-review")]
    [InlineData("2026-03-02 2026-03-17 2026-03-25 2026-04-05 2026-04-06 2026-04-18 2026-04-26", "monthly-review")]
    [InlineData("", "")]
    public void Reviews_are_weekly_when_every_whole_week_has_one(string days, string met) =>
        period.ReviewsOf(days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => DateOnly.Parse(day, CultureInfo.InvariantCulture))).ShouldBe(met.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("2026-01-01", "2026-03-31", "2026-01-31 2026-02-01 2026-03-01", "monthly-review")]
    [InlineData("2026-01-01", "2026-03-31", "2026-01-31 2026-03-01", "")]
    [InlineData("2026-01-02", "2026-03-30", "2026-02-28", "monthly-review")]
    [InlineData("2026-03-03", "2026-03-08", "2026-03-04", "weekly-review monthly-review")]
    [InlineData("2026-03-03", "2026-03-08", "", "")]
    public void Reviews_are_monthly_when_every_whole_month_has_one(string from, string to, string days, string met) =>
        new Period(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture)).ReviewsOf(days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => DateOnly.Parse(day, CultureInfo.InvariantCulture)))
            .ShouldBe(met.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
