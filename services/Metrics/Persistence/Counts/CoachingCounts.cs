using static Tyokyky.Metrics.Persistence.Counts.Counting;

namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>
/// Coaching, and what it led to: of results those of a coaching. Relations and persons are counted apart; who is set against the persons in coaching is
/// one of them, so that nobody who was employed otherwise lifts a coefficient.
/// </summary>
internal static class CoachingCounts
{
    private const string Started = "coaching_started";

    public static Dictionary<string, Func<Filter, Sql>> All { get; } = new()
    {
        ["coaching.persons"] = filter => Distinct("person", filter.Persons(Started)),
        ["coaching.persons-by-model"] = filter => PersonsBy("model", filter.Persons(Started)),
        ["coaching.persons-by-age-band"] = filter => PersonsBy("age_band", filter.Persons(Started)),
        ["coaching.coaches"] = filter => Distinct("coach", filter.Rows(Started)),
        ["coaching.persons-employed"] = filter => Distinct("person", Jobs(filter)),
        ["coaching.relations"] = filter => Rows(Jobs(filter)),
        ["coaching.employment-coefficient"] = filter => DistinctOf("person", InCoaching(filter, Jobs(filter)), filter.Persons(Started)),
        ["coaching.relation-coefficient"] = filter =>
            $"SELECT '', (SELECT count(*) FROM {InCoaching(filter, Jobs(filter))} r), (SELECT count(DISTINCT person) FROM {filter.Persons(Started)} o)",
        ["coaching.destinations"] = filter =>
            $"{Placed(filter)} SELECT 'destination=' || destination, count(*), (sum(count(*)) OVER ())::bigint FROM placed GROUP BY destination",
        ["coaching.persons-employed-by-sector"] = filter =>
            $"{Placed(filter)} SELECT 'sector=' || sector, count(DISTINCT person), (SELECT count(DISTINCT person) FROM placed) FROM placed GROUP BY sector",
        ["coaching.open-labour-market"] = filter => $"SELECT '', count(*) FILTER (WHERE open_labour_market), count(*) FROM {Jobs(filter)} r",
        ["coaching.relations-by-contract"] = filter => RowsBy("contract", Jobs(filter)),
        ["coaching.relations-ended-by-reason"] = filter =>
            $"""
            SELECT 'reason=' || e.reason, count(*), (sum(count(*)) OVER ())::bigint
            FROM {Jobs(filter)} r JOIN job_end e USING (job_id)
            GROUP BY e.reason
            """,
        ["coaching.persons-by-best-relation"] = filter => ResultCounts.ByBestRelation(Jobs(filter)),
        ["coaching.relations-that-became-unsubsidised"] = filter =>
            $"""
            SELECT '', count(*) FILTER (WHERE (SELECT NOT s.pay_subsidised FROM job_subsidy s
              WHERE s.job_id = r.job_id AND s.day <= {filter.Until} ORDER BY s.day DESC LIMIT 1)), count(*)
            FROM {Jobs(filter)} r WHERE r.pay_subsidised
            """,
        ["coaching.work-trial-persons"] = filter => DistinctOf("person", InCoaching(filter, Coached(filter, "work_trial")), filter.Persons(Started)),
        ["coaching.studies-persons"] = filter => DistinctOf("person", InCoaching(filter, Coached(filter, "studies")), filter.Persons(Started)),
        ["coaching.studies-of-relations"] = filter =>
            $"SELECT '', (SELECT count(DISTINCT person) FROM {Coached(filter, "studies")} r), (SELECT count(*) FROM {Jobs(filter)} o)",
        ["coaching.persons-to-education-trial-or-job"] = filter =>
            DistinctOf(
                "person",
                InCoaching(filter, $"""
                (SELECT person FROM {Jobs(filter)} j UNION SELECT person FROM {Coached(filter, "work_trial")} w
                  UNION SELECT person FROM {Coached(filter, "studies")} s)
                """),
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
        {Placed(filter)}, started AS (SELECT * FROM {filter.Persons(Started)} r),
          cohort AS (SELECT * FROM placed WHERE person IN (SELECT person FROM started))
        SELECT destination, count(*), 0::bigint FROM placed GROUP BY destination
        UNION ALL SELECT 'all-relations', count(*), 0 FROM placed
        UNION ALL SELECT 'relations-of-persons-in-coaching', count(*), 0 FROM cohort
        UNION ALL SELECT 'persons-employed', count(DISTINCT person), 0 FROM cohort
        UNION ALL SELECT 'persons-in-coaching', count(DISTINCT person), 0 FROM started
        UNION ALL SELECT 'coaches', count(DISTINCT coach), 0 FROM started
        UNION ALL SELECT 'work-trial', count(DISTINCT person), 0 FROM {Coached(filter, "work_trial")} r WHERE person IN (SELECT person FROM started)
        UNION ALL SELECT 'studies', count(DISTINCT person), 0 FROM {Coached(filter, "studies")} r WHERE person IN (SELECT person FROM started)
        """;

    private static Sql Jobs(Filter filter) => ResultCounts.Jobs(Coached(filter, "job"));

    // The results of a coaching.
    private static Sql Coached(Filter filter, string table) => filter.Persons((Sql)$"(SELECT * FROM {Sql.Name(table)} WHERE coaching_id IS NOT NULL)");

    // Of the persons of those rows, the ones in coaching.
    private static Sql InCoaching(Filter filter, Sql rows) =>
        $"(SELECT * FROM {rows} c WHERE person IN (SELECT person FROM {filter.Persons(Started)} s))";

    // A relation's destination by the roll-up of the day on which it began. An apprenticeship is a destination of its own.
    private static Sql Placed(Filter filter) =>
        $"""
        WITH placed AS (
          SELECT r.person, coalesce(u.destination, 'unclassified') AS sector,
            CASE WHEN r.kind = 'apprenticeship' THEN 'apprenticeship'
                 ELSE coalesce(u.destination, 'unclassified') || CASE WHEN r.pay_subsidised THEN '-subsidised' ELSE '-unsubsidised' END END AS destination
          FROM {Jobs(filter)} r
          LEFT JOIN sector_rollup u ON u.sector = r.sector AND u.valid_from <= r.day AND (u.valid_to IS NULL OR u.valid_to >= r.day)
        )
        """;
}
