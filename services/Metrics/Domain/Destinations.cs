namespace Tyokyky.Metrics.Domain;

/// <summary>One row of the destinations report.</summary>
internal sealed record DestinationRow(string Row, string Label, string LabelFi, long Count, string Counted, long Denominator, string DenominatorName)
{
    public string Percent => Ratio.Percent(Count, Denominator);
}

/// <summary>Destinations after coaching (jatko-ohjautuminen): the table of the pilots, from counts.</summary>
internal sealed class Destinations(IReadOnlyList<Cell> cells)
{
    public const string AllRelations = "all relations";
    public const string PersonsInCoachingName = "persons in coaching";

    private const string Unclassified = "unclassified";

    private static readonly (string Name, string Label, string LabelFi)[] sectors =
    [
        ("company", "company", "yritys"),
        ("municipality", "municipality", "kunta"),
        ("third-sector", "third sector", "kolmas sektori"),
    ];

    private readonly Dictionary<string, long> counts = cells.ToDictionary(cell => cell.Name, cell => cell.Numerator);

    public long PersonsInCoaching => Of("persons-in-coaching");

    public long PersonsEmployed => Of("persons-employed");

    public long Relations => Of("all-relations");

    public long Coaches => Of("coaches");

    public string EmploymentCoefficient => Ratio.Coefficient(PersonsEmployed, PersonsInCoaching);

    /// <summary>Of relations through coaching those of the persons in coaching: who came before the period does not lift it.</summary>
    public string RelationCoefficient => Ratio.Coefficient(Of("relations-of-persons-in-coaching"), PersonsInCoaching);

    /// <summary>Rows in the published order. A sector without a destination is never lost: its relations have rows of their own, last.</summary>
    public IEnumerable<DestinationRow> Rows()
    {
        foreach (var row in sectors.SelectMany(sector => RowsOf(sector.Name, sector.Label, sector.LabelFi)))
        {
            yield return row;
        }

        yield return OfRelations("apprenticeship", "apprenticeship", "oppisopimus", Of("apprenticeship"));
        yield return OfRelations("all-relations", "all relations", "työsuhteet yhteensä", Relations);
        yield return OfPersons("work-trial", "work trial", "työkokeilu");
        yield return OfPersons("studies", "studies", "opinnot");

        if (Of($"{Unclassified}-unsubsidised") + Of($"{Unclassified}-subsidised") > 0)
        {
            foreach (var row in RowsOf(Unclassified, "unclassified", "luokittelematon"))
            {
                yield return row;
            }
        }
    }

    private IEnumerable<DestinationRow> RowsOf(string sector, string label, string labelFi)
    {
        var (without, with) = (Of($"{sector}-unsubsidised"), Of($"{sector}-subsidised"));
        yield return OfRelations($"{sector}-unsubsidised", $"{label}, without subsidy", $"{labelFi}, ilman tukea", without);
        yield return OfRelations($"{sector}-subsidised", $"{label}, with pay subsidy", $"{labelFi}, palkkatuella", with);
        yield return OfRelations(sector, $"{label}, together", $"{labelFi} yhteensä", without + with);
    }

    private DestinationRow OfRelations(string row, string label, string labelFi, long count) =>
        new(row, label, labelFi, count, "relations", Relations, AllRelations);

    private DestinationRow OfPersons(string row, string label, string labelFi) =>
        new(row, label, labelFi, Of(row), "persons", PersonsInCoaching, PersonsInCoachingName);

    private long Of(string name) => counts.GetValueOrDefault(name);
}
