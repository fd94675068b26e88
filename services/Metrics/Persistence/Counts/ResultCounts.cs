using static Tyokyky.Metrics.Persistence.Counts.Counting;

namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>Results of everybody on a pathway, coached or not, each kind by itself.</summary>
internal static class ResultCounts
{
    private const string Trial = "work_trial";

    public static Dictionary<string, Func<Filter, Sql>> All { get; } = new()
    {
        ["results.persons-employed"] = filter => Distinct("person", Jobs(filter)),
        ["results.relations"] = filter => Rows(Jobs(filter)),
        ["results.persons-by-best-relation"] = filter => ByBestRelation(Jobs(filter)),
        ["results.persons-by-type"] = filter => PersonsBy("type", Each(filter)),
        ["results.rehabilitation-persons-by-path"] = filter =>
            PersonsBy("rehabilitation_path", filter.Persons((Sql)$"(SELECT * FROM result WHERE type = 'rehabilitation-path')")),
        ["results.ended-by-outcome"] = filter =>
            $"""
            SELECT 'outcome=' || e.outcome, count(*), (sum(count(*)) OVER ())::bigint
            FROM {Each(filter)} r JOIN result_end e ON e.result_id = r.id WHERE e.outcome <> ''
            GROUP BY e.outcome
            """,
        ["results.persons-from-supported-place-to-open-labour-market"] = filter =>
            // A supported place: a work trial, or a job with pay subsidy or outside the open labour market.
            $"""
            WITH supported AS (
              SELECT person, day FROM {filter.Persons(Trial)} t
              UNION ALL SELECT person, day FROM {Jobs(filter)} j WHERE pay_subsidised OR NOT open_labour_market
            )
            SELECT '', (SELECT count(DISTINCT s.person) FROM supported s WHERE EXISTS (
              SELECT FROM {Jobs(filter)} o WHERE o.person = s.person AND o.open_labour_market AND NOT o.pay_subsidised AND o.day > s.day)),
              (SELECT count(DISTINCT person) FROM supported)
            """,
    };

    /// <summary>One relation of a person with an employer from a day, whoever told it: two organisations may tell of the same, the first one counts.</summary>
    public static Sql Jobs(Sql jobs) =>
        $"""
        (SELECT DISTINCT ON (person, coalesce(employer_id, job_id), day) * FROM {jobs} d ORDER BY person, coalesce(employer_id, job_id), day, job_id)
        """;

    /// <summary>A person counts by the best relation: permanent full time before the rest, full time being what was told, before what was not told.</summary>
    public static Sql ByBestRelation(Sql jobs) =>
        $"""
        SELECT 'relation=' || (ARRAY['full-time', 'part-time-or-fixed-term', 'not-told'])[best], count(*), (sum(count(*)) OVER ())::bigint
        FROM (
          SELECT person, min(CASE WHEN contract = 'permanent' AND working_time = 'full-time' THEN 1
            WHEN contract <> 'permanent' OR working_time = 'part-time' THEN 2 ELSE 3 END) AS best
          FROM {jobs} r GROUP BY person
        ) b
        GROUP BY best
        """;

    private static Sql Jobs(Filter filter) => Jobs(filter.Persons("job"));

    private static Sql Each(Filter filter) =>
        $"""
        (SELECT person, kind AS type, job_id AS id FROM {Jobs(filter)} j
         UNION ALL SELECT person, 'work-trial', work_trial_id FROM {filter.Persons(Trial)} w
         UNION ALL SELECT person, 'studies', studies_id FROM {filter.Persons("studies")} s
         UNION ALL SELECT person, type, result_id FROM {filter.Persons("result")} o)
        """;
}
