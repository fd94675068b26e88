using static Tyokyky.Metrics.Persistence.Counts.Counting;

namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>Coaching, and what it led to. Jobs and persons are counted apart.</summary>
internal static class CoachingCounts
{
    private const string Started = "coaching_started";

    public static Dictionary<string, Func<Filter, Sql>> All { get; } = new()
    {
        ["coaching.persons"] = filter => Distinct("person", filter.Persons(Started)),
        ["coaching.persons-by-model"] = filter => PersonsBy("model", filter.Persons(Started)),
        ["coaching.persons-by-age-band"] = filter => PersonsBy("age_band", filter.Persons(Started)),
        ["coaching.coaches"] = filter => Distinct("coach", filter.Rows(Started)),
        ["coaching.persons-employed"] = filter => Distinct("person", filter.Persons("job")),
        ["coaching.relations"] = filter => Rows(filter.Rows("job")),
        ["coaching.employment-coefficient"] = filter => DistinctOf("person", filter.Persons("job"), filter.Persons(Started)),
        ["coaching.relation-coefficient"] = filter =>
            $"SELECT '', (SELECT count(*) FROM {filter.Rows("job")} r), (SELECT count(DISTINCT person) FROM {filter.Persons(Started)} o)",
        ["coaching.destinations"] = filter =>
            $"{Jobs(filter)} SELECT 'destination=' || destination, count(*), (sum(count(*)) OVER ())::bigint FROM placed GROUP BY destination",
        ["coaching.persons-employed-by-sector"] = filter =>
            $"{Jobs(filter)} SELECT 'sector=' || sector, count(DISTINCT person), (SELECT count(DISTINCT person) FROM placed) FROM placed GROUP BY sector",
        ["coaching.open-labour-market"] = filter => $"SELECT '', count(*) FILTER (WHERE open_labour_market), count(*) FROM {filter.Rows("job")} r",
        ["coaching.relations-by-contract"] = filter => RowsBy("contract", filter.Rows("job")),
        ["coaching.relations-ended-by-reason"] = filter =>
            $"""
            SELECT 'reason=' || e.reason, count(*), (sum(count(*)) OVER ())::bigint
            FROM {filter.Rows("job")} r JOIN job_end e USING (job_id)
            GROUP BY e.reason
            """,
        ["coaching.work-trial-persons"] = filter => DistinctOf("person", filter.Persons("work_trial"), filter.Persons(Started)),
        ["coaching.studies-persons"] = filter => DistinctOf("person", filter.Persons("studies"), filter.Persons(Started)),
        ["coaching.studies-of-relations"] = filter =>
            $"SELECT '', (SELECT count(DISTINCT person) FROM {filter.Persons("studies")} r), (SELECT count(*) FROM {filter.Rows("job")} o)",
        ["coaching.persons-to-education-trial-or-job"] = filter =>
            DistinctOf(
                "person",
                $"""
                (SELECT person FROM {filter.Persons("job")} j UNION SELECT person FROM {filter.Persons("work_trial")} w
                  UNION SELECT person FROM {filter.Persons("studies")} s)
                """,
                filter.Persons(Started)),
        ["coaching.ended-by-outcome"] = filter => RowsBy("outcome", filter.Rows("coaching_ended")),
        // A contact has the municipality, programme and organisation of its coaching.
        ["coaching.contacts-by-party"] = filter => RowsBy(
            "party",
            filter.Rows((Sql)$"(SELECT c.*, k.municipality, k.programme, k.organisation FROM coaching_contact c LEFT JOIN coaching k USING (coaching_id))")),
    };

    /// <summary>All counts of the destinations report in one statement, and so of one moment.</summary>
    public static Sql Destinations(Filter filter) =>
        $"""
        {Jobs(filter)}, started AS (SELECT * FROM {filter.Persons(Started)} r)
        SELECT destination, count(*), 0::bigint FROM placed GROUP BY destination
        UNION ALL SELECT 'all-relations', count(*), 0 FROM placed
        UNION ALL SELECT 'persons-employed', count(DISTINCT person), 0 FROM placed
        UNION ALL SELECT 'persons-in-coaching', count(DISTINCT person), 0 FROM started
        UNION ALL SELECT 'coaches', count(DISTINCT coach), 0 FROM started
        UNION ALL SELECT 'work-trial', count(DISTINCT person), 0 FROM {filter.Persons("work_trial")} r
        UNION ALL SELECT 'studies', count(DISTINCT person), 0 FROM {filter.Persons("studies")} r
        """;

    // A relation's destination by the roll-up of the day on which it began. An apprenticeship is a destination of its own.
    private static Sql Jobs(Filter filter) =>
        $"""
        WITH placed AS (
          SELECT r.person, coalesce(u.destination, 'unclassified') AS sector,
            CASE WHEN r.kind = 'apprenticeship' THEN 'apprenticeship'
                 ELSE coalesce(u.destination, 'unclassified') || CASE WHEN r.pay_subsidised THEN '-subsidised' ELSE '-unsubsidised' END END AS destination
          FROM {filter.Persons("job")} r
          LEFT JOIN sector_rollup u ON u.sector = r.sector AND u.valid_from <= r.day AND (u.valid_to IS NULL OR u.valid_to >= r.day)
        )
        """;
}
