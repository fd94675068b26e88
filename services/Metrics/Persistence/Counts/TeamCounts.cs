using static Tyokyky.Metrics.Persistence.Counts.Counting;

namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>The team's cases, meetings, plans and measures.</summary>
internal static class TeamCounts
{
    public static Dictionary<string, Func<Filter, Sql>> All { get; } = new()
    {
        ["team.persons"] = filter => Distinct("person", filter.Persons(Counted.Cases)),
        ["team.cases-opened"] = filter => Rows(filter.Rows(Counted.Cases)),
        ["team.cases-handled"] = filter => Distinct("case_id", Handled(filter)),
        ["team.handlings"] = filter => Rows(Handled(filter)),
        ["team.client-present"] = filter => $"SELECT '', count(*) FILTER (WHERE client_present), count(*) FROM {Handled(filter)} r",
        ["team.meetings"] = filter => Rows(filter.Meetings()),
        ["team.cases-closed-by-outcome"] = filter => RowsBy("outcome", filter.Rows(Counted.ClosedCases)),
        ["plans.made"] = filter => Distinct("plan_id", filter.Rows("plan_version")),
        ["plans.persons"] = filter => Distinct("person", filter.Persons("plan_version")),
        ["plans.revised"] = filter => Distinct("plan_id", filter.Rows((Sql)$"(SELECT * FROM plan_version WHERE version > 1)")),
        // The goals of the last version made in the population, however many versions there were.
        ["plans.goals"] = filter =>
            $"""
            SELECT '', coalesce(sum(goals), 0)::bigint, 0::bigint
            FROM (SELECT DISTINCT ON (plan_id) goals FROM {filter.Rows("plan_version")} r ORDER BY plan_id, version DESC) p
            """,
        ["measures.by-kind"] = filter => RowsBy("kind", filter.Rows("measure")),
        ["measures.voluntary"] = filter => $"SELECT '', count(*) FILTER (WHERE voluntary), count(*) FROM {filter.Rows("measure")} r",
    };

    // The client's municipality and programme are those of the case.
    private static Sql Handled(Filter filter) =>
        filter.Rows((Sql)$"(SELECT h.*, c.municipality, c.programme FROM handled_case h LEFT JOIN team_case c USING (case_id))");
}
