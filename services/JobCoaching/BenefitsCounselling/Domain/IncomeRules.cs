using Tyokyky.Contracts;

namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>One dated rule: a share in hundredths of a percent, or a sum in cents.</summary>
internal sealed record IncomeRule(string Rule, string[] Benefits, long Value, string Unit, string Confidence, Validity Days, string Source)
{
    private const decimal Whole = 10_000;

    /// <summary>Its share of a sum of cents, rounded half away from zero.</summary>
    public long Of(long cents) => Share(cents, Value);

    public static long Share(long cents, long hundredths) => (long)decimal.Round(cents * hundredths / Whole, MidpointRounding.AwayFromZero);
}

/// <summary>Dated rules with their source, IncomeRules.csv: a change of law changes rows, not code.</summary>
internal static class IncomeRules
{
    private static readonly IncomeRule[] rows = DatedRows.Read("IncomeRules.csv", field => new IncomeRule(
        field[0], DatedRows.Words(field[1]), DatedRows.Number(field[2]), field[3], field[4], DatedRows.Days(field), field[^1]));

    /// <summary>From this day on there is a row of every rule.</summary>
    public static DateOnly FirstDay { get; } = rows.GroupBy(row => row.Rule).Max(rule => rule.Min(row => row.Days.From!.Value));

    public static IReadOnlyList<IncomeRule> All => rows;

    public static IncomeRule On(DateOnly day, string rule) => rows.First(row => row.Rule == rule && row.Days.Covers(day));

    /// <summary>Whether a rule says what becomes of the benefit.</summary>
    public static bool Knows(string benefit, string rule) => rows.Any(row => row.Rule == rule && row.Benefits.Contains(benefit));
}
