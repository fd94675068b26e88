using Tyokyky.JobCoaching.QualityCriteria;

namespace Tyokyky.JobCoaching.Tests.Domain;

/// <summary>From which value on which score follows: every threshold of the reference, both sides of it.</summary>
public sealed class MeasuredTests
{
    // The reference's table (domain facts, 1), written down apart from the rows that the service reads.
    internal static readonly Dictionary<string, (bool AtLeast, long Factor, int[] Limits)> reference = new()
    {
        ["caseload"] = (false, 1, [20, 25, 30, 40]),
        ["employment-time"] = (true, 100, [96, 90, 75, 60]),
        ["first-employer-contact"] = (false, 1, [30, 60, 150, 270]),
        ["matching-contacts"] = (true, 100, [90, 75, 50, 25]),
        ["employer-contacts"] = (true, 7, [6, 5, 4, 2]),
        ["job-types"] = (true, 100, [85, 70, 60, 50]),
        ["employers"] = (true, 100, [85, 70, 60, 50]),
        ["competitive-jobs"] = (true, 100, [95, 85, 75, 65]),
        ["follow-along"] = (true, 100, [100, 75, 50, 0]),
        ["community-time"] = (true, 100, [65, 50, 40, 30]),
    };

    private static readonly string[] all = [Measures.WeeklyReview, Measures.MonthlyReview, Measures.ContactAfterStart];

    public static TheoryData<string, int> Thresholds
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var measure in reference.Keys)
            {
                for (var score = 5; score > 1; score--) { data.Add(measure, score); }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void A_score_follows_at_its_threshold_and_not_beyond_it(string measure, int score)
    {
        var (atLeast, factor, limits) = reference[measure];
        var limit = limits[5 - score];
        // In hundred thousandths of what the measure is told in, so that the other side is as near as can be.
        const long Fine = 100_000;
        var at = new Measured(measure, limit * Fine, Fine * factor, 1, 0) { Factor = factor, Met = all };

        at.Judge(Of(measure)).Score.ShouldBe(score);
        (at with { Numerator = at.Numerator + (atLeast ? 1 : -1) }).Judge(Of(measure)).Score.ShouldBe(score);
        if (limit > 0)
        {
            var beyond = (at with { Numerator = at.Numerator + (atLeast ? -1 : 1) }).Judge(Of(measure));
            (beyond.Score, beyond.Next, beyond.NextLimitThousandths, beyond.DistanceThousandths).ShouldBe((score - 1, score, limit * 1000L, 1));
        }
    }

    [Theory]
    [InlineData("caseload", 41, 2, 4, 5, 20_000, 500)]
    [InlineData("caseload", 164, 4, 1, 2, 40_000, 1_000)]
    [InlineData("first-employer-contact", 91, 3, 4, 5, 30_000, 334)]
    [InlineData("matching-contacts", 2, 3, 3, 4, 75_000, 8_334)]
    [InlineData("job-types", 1, 1, 5, 0, 0, 0)]
    public void The_next_score_is_as_far_as_the_value_is_from_its_limit(string measure, long numerator, long denominator, int score, int next, long limit, long distance) =>
        new Measured(measure, numerator, denominator, denominator, 0) { Factor = reference[measure].Factor }.Judge(Of(measure))
            .ShouldBe(new MeasuredScore(score, next, limit, distance, ""));

    [Theory]
    [InlineData(6, "", 2, 3, 0, Measures.MonthlyReview)]
    [InlineData(6, Measures.MonthlyReview, 3, 4, 0, Measures.WeeklyReview)]
    [InlineData(6, "weekly-review monthly-review", 5, 0, 0, "")]
    [InlineData(5, "weekly-review monthly-review", 4, 5, 1000, "")]
    [InlineData(4, "weekly-review monthly-review", 3, 4, 1000, "")]
    [InlineData(3, "weekly-review monthly-review", 2, 3, 1000, "")]
    [InlineData(1, "weekly-review monthly-review", 1, 2, 1000, "")]
    [InlineData(1, "", 1, 2, 1000, "")]
    public void Employer_contacts_that_nobody_reviews_are_worth_less(int perWeek, string met, int score, int next, long distance, string requirement)
    {
        var judged = new Measured("employer-contacts", perWeek, 7, 1, 0) { Factor = 7, Met = met.Split(' ') }.Judge(Of("employer-contacts"));

        (judged.Score, judged.Next, judged.DistanceThousandths, judged.NextRequirement).ShouldBe((score, next, distance, requirement));
    }

    [Theory]
    [InlineData(1, 20, false, 1)]
    [InlineData(1, 20, true, 2)]
    [InlineData(0, 20, false, 1)]
    [InlineData(20, 20, true, 5)]
    public void Without_any_contact_after_the_start_the_worst_score_follows(long kept, long due, bool after, int score) =>
        new Measured("follow-along", kept, due, due, 0) { Factor = 100, Met = after ? [Measures.ContactAfterStart] : [] }.Judge(Of("follow-along")).Score.ShouldBe(score);

    [Fact]
    public void What_cannot_be_told_has_no_score_and_no_value()
    {
        var unknown = new Measured("caseload", 0, 0, 0, 3) { NotComputable = "no-data" };

        unknown.ValueThousandths.ShouldBe(0);
        unknown.Judge(Of("caseload")).ShouldBe(MeasuredScore.None);
    }

    [Theory]
    [InlineData(2, 3, 100, 66_667)]
    [InlineData(1, 2000, 1, 1)]
    [InlineData(1, 2001, 1, 0)]
    public void A_value_is_rounded_once_half_away_from_nought(long numerator, long denominator, long factor, long thousandths) =>
        new Measured("x", numerator, denominator, 1, 0) { Factor = factor }.ValueThousandths.ShouldBe(thousandths);

    internal static Criterion Of(string measure)
    {
        var (atLeast, _, limits) = reference[measure];
        string Requirement(int score) => (measure, score) switch
        {
            ("employer-contacts", 5 or 4) => Measures.WeeklyReview,
            ("employer-contacts", 3) => Measures.MonthlyReview,
            ("follow-along", _) => Measures.ContactAfterStart,
            _ => "",
        };
        return new("IPS-25", "1", 1, "services", new("", "", ""), [], measure, "high")
        {
            Anchors = [.. limits.Select((limit, i) => new Anchor("IPS-25", "1", 1, 5 - i, new("", "", ""), limit * 1000L, atLeast, Requirement(5 - i)))],
        };
    }
}
