namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>Waits by leg, in Finnish business days: a cell per length, with those that ended and all. A wait belongs to the day it began.</summary>
internal static class WaitCounts
{
    public static Dictionary<string, Func<Filter, Sql>> All { get; } = new()
    {
        ["waiting.task-to-decision"] = filter =>
            Lengths(filter, $"SELECT day AS begun, decided_day AS ended, ended_day AS left_off FROM {filter.Rows(Counted.Tasks)} r"),
        ["waiting.case-to-meeting"] = filter => Lengths(
            filter,
            $"""
            SELECT r.day AS begun, (SELECT min(h.day) FROM handled_case h WHERE h.case_id = r.case_id) AS ended, c.day AS left_off
            FROM {filter.Rows(Counted.Cases)} r LEFT JOIN case_closed c USING (case_id)
            """),
        ["waiting.case-to-plan"] = filter => Lengths(
            filter,
            $"""
            SELECT r.day AS begun, (SELECT min(p.day) FROM plan_version p WHERE p.case_id = r.case_id) AS ended, c.day AS left_off
            FROM {filter.Rows(Counted.Cases)} r LEFT JOIN case_closed c USING (case_id)
            """),
        ["waiting.plan-to-coaching"] = filter => Lengths(
            filter,
            $"""
            SELECT r.day AS begun, (SELECT min(s.day) FROM coaching_started s WHERE s.measure_id = r.measure_id) AS ended,
                   (SELECT min(e.day) FROM coaching_ended e WHERE e.measure_id = r.measure_id) AS left_off
            FROM {filter.Rows("measure")} r WHERE r.kind = 'coaching'
            """),
        ["waiting.coaching-to-job"] = filter => Lengths(
            filter,
            $"""
            SELECT r.day AS begun, (SELECT min(j.day) FROM job j WHERE j.coaching_id = r.coaching_id) AS ended, e.day AS left_off
            FROM {filter.Rows("coaching_started")} r LEFT JOIN coaching_ended e USING (coaching_id)
            """),
    };

    // An open wait has lasted until today; one that was broken off, or ends on an agreed later day, until it was last seen open.
    private static Sql Lengths(Filter filter, Sql waits) =>
        $"""
        SELECT greatest(last.number - first.number, 0)::text, count(*) FILTER (WHERE ended IS NOT NULL), count(*)
        FROM (
          SELECT begun, CASE WHEN ended <= {filter.Today} THEN ended END AS ended,
                 CASE WHEN ended <= {filter.Today} THEN ended ELSE least(left_off, {filter.Today}) END AS until
          FROM ({waits}) w WHERE begun <= {filter.Today}
        ) w
        JOIN business_day first ON first.day = begun
        JOIN business_day last ON last.day = until
        GROUP BY 1
        """;
}
