using static Tyokyky.Metrics.Persistence.Counts.Counting;

namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>Contacts, and contacts with what followed from them.</summary>
internal static class ContactCounts
{
    public static Dictionary<string, Func<Filter, Sql>> All { get; } = new()
    {
        ["contacts.all"] = filter => Rows(filter.Rows("contact")),
        ["contacts.followed"] = filter =>
            $"""
            SELECT '', count(*) FILTER (WHERE EXISTS (SELECT FROM contact_outcome o WHERE o.contact_id = r.contact_id)), count(*)
            FROM {filter.Rows("contact")} r
            """,
        ["contacts.by-outcome"] = filter => Each(filter, $"JOIN contact_outcome USING (contact_id)", "outcome"),
        ["contacts.by-network-profession"] = filter => Each(filter, $", unnest(network_professions) AS profession", "profession"),
        ["contacts.by-topic"] = filter => RowsBy("topic", filter.Rows("contact")),
        ["contacts.by-contacting-service"] = filter => RowsBy("contacting_service", filter.Rows("contact")),
        ["contacts.by-age-band"] = filter => RowsBy("age_band", filter.Rows("contact")),
        ["contacts.by-mode"] = filter => RowsBy("mode", filter.Rows("contact")),
        ["contacts.client-present"] = filter => $"SELECT '', count(*) FILTER (WHERE client_present), count(*) FROM {filter.Rows("contact")} r",
    };

    // A contact may have several values, or none: the cells do not add up to the whole.
    private static Sql Each(Filter filter, Sql join, string column) =>
        $"""
        SELECT {column + "="} || {Sql.Name(column)}, count(DISTINCT contact_id), (SELECT count(*) FROM {filter.Rows("contact")} a)
        FROM {filter.Rows("contact")} r {join} GROUP BY {Sql.Name(column)}
        """;
}
