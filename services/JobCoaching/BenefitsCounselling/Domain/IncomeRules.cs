using System.Globalization;

namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>One dated rule: a share in hundredths of a percent, or a sum in cents.</summary>
internal sealed record IncomeRule(
    string Rule, string[] Benefits, long Value, string Unit, DateOnly ValidFrom, DateOnly? ValidTo, string Source, string Confidence)
{
    private const decimal Whole = 10_000;

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && !(ValidTo < day);

    /// <summary>Its share of a sum of cents, rounded half away from zero.</summary>
    public long Of(long cents) => Share(cents, Value);

    public static long Share(long cents, long hundredths) => (long)decimal.Round(cents * hundredths / Whole, MidpointRounding.AwayFromZero);
}

/// <summary>Dated rules with their source, IncomeRules.csv: a change of law changes rows, not code.</summary>
internal static class IncomeRules
{
    private static readonly IncomeRule[] rows = Load();

    /// <summary>From this day on there is a row of every rule.</summary>
    public static DateOnly FirstDay { get; } = rows.GroupBy(row => row.Rule).Max(rule => rule.Min(row => row.ValidFrom));

    public static IReadOnlyList<IncomeRule> All => rows;

    public static IncomeRule On(DateOnly day, string rule) => rows.First(row => row.Rule == rule && row.HoldsOn(day));

    /// <summary>Whether a rule says what becomes of the benefit.</summary>
    public static bool Knows(string benefit, string rule) => rows.Any(row => row.Rule == rule && row.Benefits.Contains(benefit));

    private static IncomeRule[] Load()
    {
        using var reader = new StreamReader(typeof(IncomeRules).Assembly.GetManifestResourceStream("IncomeRules.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => Read(line.TrimEnd('\r').Split(';')))];
    }

    private static IncomeRule Read(string[] field) => new(
        field[0], field[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), long.Parse(field[2], CultureInfo.InvariantCulture), field[3],
        Day(field[4]), field[5].Length == 0 ? null : Day(field[5]), field[6], field[7]);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
