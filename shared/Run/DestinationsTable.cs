using Tyokyky.Contracts.Metrics.V1;

namespace Tyokyky.Run;

/// <summary>The destinations report as a table, and whether it is the published one.</summary>
internal static class DestinationsTable
{
    /// <summary>The demo caseload's programme; other caseloads and one's own trials are not of it.</summary>
    public const string Programme = "rovaniemi";

    // Rovaniemi's coaching pilot as published; studies by persons, as the suite counts them.
    public static readonly IReadOnlyList<(string Row, long Count, long Denominator, string Percent)> Published =
    [
        ("company-unsubsidised", 22, 62, "35.5"),
        ("company-subsidised", 7, 62, "11.3"),
        ("company", 29, 62, "46.8"),
        ("municipality-unsubsidised", 12, 62, "19.4"),
        ("municipality-subsidised", 9, 62, "14.5"),
        ("municipality", 21, 62, "33.9"),
        ("third-sector-unsubsidised", 3, 62, "4.8"),
        ("third-sector-subsidised", 8, 62, "12.9"),
        ("third-sector", 11, 62, "17.7"),
        ("apprenticeship", 1, 62, "1.6"),
        ("all-relations", 62, 62, "100.0"),
        ("work-trial", 9, 70, "12.9"),
        ("studies", 6, 70, "8.6"),
    ];

    public static void Print(GetDestinationsReportResponse report)
    {
        Console.WriteLine($"Destinations after coaching (jatko-ohjautuminen) in programme {Programme}, as the metrics service reports them:");
        Console.WriteLine();
        Table.Print(
            ["destination", "count", "counted", "of", "denominator", "%"],
            report.Rows.Select(row => (string[])
            [
                row.Label, $"{row.Count}", row.Counted, $"{row.Denominator}", row.DenominatorName, row.Percent,
            ]));
        Console.WriteLine();
        Console.WriteLine(
            $"  {report.PersonsInCoaching} persons in coaching, {report.PersonsEmployed} employed, {report.Relations} employment relations, {report.Coaches} coaches");
        Console.WriteLine($"  employment coefficient (persons employed of persons in coaching) {report.EmploymentCoefficient}");
        Console.WriteLine($"  relation coefficient (employment relations of persons in coaching) {report.RelationCoefficient}");
    }

    /// <summary>What differs from the published table, in words; nothing when they are equal.</summary>
    public static IEnumerable<string> Differences(GetDestinationsReportResponse report)
    {
        foreach (var (row, count, denominator, percent) in Published)
        {
            var reported = report.Rows.FirstOrDefault(r => r.Row == row);
            if (reported is null)
            {
                yield return $"{row}: missing";
            }
            else if ((reported.Count, reported.Denominator, reported.Percent) != (count, denominator, percent))
            {
                yield return $"{row}: {reported.Count} of {reported.Denominator}, {reported.Percent} %; published {count} of {denominator}, {percent} %";
            }
        }

        foreach (var extra in report.Rows.Select(r => r.Row).Except(Published.Select(p => p.Row)))
        {
            yield return $"{extra}: not in the published table";
        }

        var totals = (
            report.PersonsInCoaching, report.PersonsEmployed, report.Relations, report.Coaches, report.EmploymentCoefficient, report.RelationCoefficient);
        if (totals != (70, 39, 62, 2, "0.56", "0.89"))
        {
            yield return $"totals: {totals}; published (70, 39, 62, 2, 0.56, 0.89)";
        }
    }
}
