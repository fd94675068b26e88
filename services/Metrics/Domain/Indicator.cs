using System.Globalization;

namespace Tyokyky.Metrics.Domain;

/// <summary>An indicator's definition, as the registry holds it.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Unit">"percent", "coefficient", "business days", or what is counted.</param>
/// <param name="WithoutFilters">Filters of the population that its facts know nothing of.</param>
internal sealed record Indicator(
    string Name, string NameFi, string NameEn, string Definition, string Numerator, string Denominator, string CountRule, string Unit,
    string[] Facts, string Source, int Version, string[] WithoutFilters)
{
    public const string Percent = "percent";
    public const string Coefficient = "coefficient";
    public const string BusinessDays = "business days";

    /// <summary>The figures of counted cells, as the unit asks.</summary>
    public IEnumerable<Figure> FiguresOf(IReadOnlyList<Cell> cells) => Unit switch
    {
        Percent => cells.Select(cell => new Figure(cell.Name, cell.Numerator, cell.Denominator, Ratio.Percent(cell.Numerator, cell.Denominator))),
        Coefficient => cells.Select(cell => new Figure(cell.Name, cell.Numerator, cell.Denominator, Ratio.Coefficient(cell.Numerator, cell.Denominator))),
        BusinessDays => [MedianOf(cells)],
        _ => cells.Select(cell => new Figure(cell.Name, cell.Numerator, 0, cell.Numerator.ToString(CultureInfo.InvariantCulture))),
    };

    // A cell per length of wait.
    private static Figure MedianOf(IReadOnlyList<Cell> cells)
    {
        var median = Waits.Median(cells.Select(cell => new Wait(int.Parse(cell.Name, CultureInfo.InvariantCulture), cell.Numerator, cell.Denominator)));
        return new Figure("", cells.Sum(cell => cell.Numerator), cells.Sum(cell => cell.Denominator), median?.ToString(CultureInfo.InvariantCulture) ?? "");
    }
}

/// <summary>What was counted for one cell of an indicator.</summary>
internal readonly record struct Cell(string Name, long Numerator, long Denominator);

/// <summary>A cell with its figure as text.</summary>
internal readonly record struct Figure(string Cell, long Numerator, long Denominator, string Value);
