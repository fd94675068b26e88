using static Tyokyky.Metrics.Persistence.Counts.Counting;

namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>Contacts with employers, and openings. They concern no client: the municipality is the employer's or the opening's.</summary>
internal static class EmployerCounts
{
    public static Dictionary<string, Func<Filter, Sql>> All { get; } = new()
    {
        ["employers.contacts"] = filter => Rows(Contacts(filter)),
        ["employers.first-contacts"] = filter => $"SELECT '', count(*) FILTER (WHERE is_first), count(*) FROM {Contacts(filter)} r",
        ["employers.contacted"] = filter => Distinct("employer_id", Contacts(filter)),
        ["employers.negotiated-with"] = filter =>
            $"SELECT '', count(DISTINCT employer_id) FILTER (WHERE purpose = 'negotiation'), count(DISTINCT employer_id) FROM {Contacts(filter)} r",
        ["employers.contacts-by-purpose"] = filter => RowsBy("purpose", Contacts(filter)),
        ["openings.by-kind"] = filter => RowsBy("kind", filter.Rows("opening")),
        ["openings.filled-by-client"] = filter =>
            $"""
            SELECT '', count(*) FILTER (WHERE c.reason = 'filled-by-client'), count(*)
            FROM {filter.Rows("opening")} r LEFT JOIN opening_closed c USING (opening_id)
            """,
    };

    private static Sql Contacts(Filter filter) =>
        filter.Rows((Sql)$"(SELECT c.*, e.municipality FROM employer_contact c LEFT JOIN employer e USING (employer_id))");
}
