using Tyokyky.JobCoaching.BenefitsCounselling;

namespace Tyokyky.JobCoaching.Tests.Domain;

/// <summary>Worked out by hand, by the rules of the day.</summary>
public sealed class IncomeEstimateTests
{
    private static readonly DateOnly day = new(2026, 6, 1);

    [Fact]
    public void A_wage_is_told_part_by_part_with_the_rule_of_each()
    {
        var estimate = IncomeEstimate.Of(new(
            day, new(0, 0), new(100_000, 60),
            [new("general-support", 80_002), new("housing-allowance", 40_000), new("social-assistance", 20_000), new("disability-allowance", 9_000)], 1_000, 2_000));

        estimate.Parts.Select(part => (part.Part, part.Before, part.After)).ShouldBe(
        [
            ("wage", 0, 100_000),
            ("employee-pension", 0, -7_300),
            ("employee-unemployment", 0, -890),
            ("wage-withholding", 0, -10_000),
            // Half of the wage is taken off.
            ("unemployment-benefit", 80_002, 30_002),
            ("benefit-withholding", -16_000, -6_000),
            // 35 % of 1 000 EUR of wage less 500 EUR of benefit.
            ("housing-allowance", 40_000, 22_500),
            // 818.10 EUR in hand, of which 150 EUR are left out; less 400 EUR of benefit in hand and 175 EUR of housing allowance.
            ("social-assistance", 20_000, 10_690),
        ]);
        (estimate.Before, estimate.After, estimate.Kept).ShouldBe((124_002, 139_002, 1_500));
        estimate.NotEstimated.ShouldBe(["disability-allowance"]);
        estimate.Parts.Single(part => part.Part == "unemployment-benefit").Rules.Select(rule => (rule.Rule, rule.Value, rule.Confidence))
            .ShouldBe([("unemployment-adjustment", 5_000, "H"), ("unemployment-exempt", 0, "H"), ("unemployment-working-time", 8_000, "M")]);
        estimate.Parts.Single(part => part.Part == "social-assistance").Rules.ShouldAllBe(rule => rule.Confidence == "L");
    }

    [Theory]
    [InlineData("2024-03-31", 30_000, 80_000)]
    [InlineData("2024-03-31", 30_002, 79_999)]
    [InlineData("2024-04-01", 30_000, 65_000)]
    [InlineData("2024-04-01", 160_000, 0)]
    [InlineData("2024-04-01", 200_000, 0)]
    public void The_exempt_amount_holds_until_it_was_abolished(string on, long wage, long left) => BenefitAfter(DateOnly.Parse(on, null), new(wage, 0)).ShouldBe(left);

    [Theory]
    [InlineData(0, 65_000)]
    [InlineData(80, 65_000)]
    [InlineData(81, 0)]
    public void Above_four_fifths_of_full_time_there_is_no_unemployment_benefit(int percent, long left) => BenefitAfter(new(2025, 1, 1), new(30_000, percent)).ShouldBe(left);

    [Theory]
    [InlineData("2024-03-31", 50_000, 13_280)]
    [InlineData("2024-04-01", 50_000, 2_500)]
    public void The_housing_allowance_counts_the_wage_from_the_first_euro_since_its_exempt_amount_was_abolished(string on, long wage, long left) =>
        Part(IncomeEstimate.Of(new(DateOnly.Parse(on, null), new(0, 0), new(wage, 0), [new("housing-allowance", 20_000)], 0, 0)), "housing-allowance").ShouldBe(left);

    [Fact]
    public void Less_may_be_left_than_before_and_is_told_so()
    {
        var estimate = IncomeEstimate.Of(new(
            day, new(60_000, 50), new(75_000, 90), [new("general-support", 80_002), new("housing-allowance", 30_000)], 0, 2_000));

        (estimate.After - estimate.Before).ShouldBeLessThan(0);
        estimate.Kept.ShouldBeLessThan(0);
    }

    [Fact]
    public void A_wage_that_does_not_change_changes_nothing() => IncomeEstimate.Of(new(day, new(50_000, 40), new(50_000, 40), [new("general-support", 80_002)], 900, 2_000))
        .ShouldSatisfyAllConditions(estimate => (estimate.After - estimate.Before).ShouldBe(0), estimate => estimate.Kept.ShouldBe(0));

    [Fact]
    public void Every_rule_has_one_row_on_every_day_with_its_source_and_confidence()
    {
        IncomeRules.All.ShouldAllBe(rule => rule.Source.Length > 0 && (rule.Confidence == "H" || rule.Confidence == "M" || rule.Confidence == "L"));
        foreach (var rule in IncomeRules.All.GroupBy(row => row.Rule))
        {
            for (var on = IncomeRules.FirstDay; on < new DateOnly(2028, 1, 1); on = on.AddDays(1)) { rule.Count(row => row.Days.Covers(on)).ShouldBe(1, $"{rule.Key} {on}"); }
        }
    }

    private static long BenefitAfter(DateOnly on, Earnings after) =>
        Part(IncomeEstimate.Of(new(on, new(0, 0), after, [new("labour-market-subsidy", 80_000)], 0, 0)), "unemployment-benefit");

    private static long Part(IncomeEstimate estimate, string part) => estimate.Parts.Single(one => one.Part == part).After;
}
