namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>How indicators are counted: each a statement that answers rows of (cell, numerator, denominator).</summary>
internal static class Counting
{
    private static readonly Dictionary<string, Func<Filter, Sql>> byIndicator = new[]
    {
        ContactCounts.All, ReferralCounts.All, TeamCounts.All, CoachingCounts.All, ResultCounts.All, EmployerCounts.All, WaitCounts.All,
    }.SelectMany(area => area).ToDictionary();

    /// <summary>Names of all indicators that can be counted.</summary>
    public static IEnumerable<string> Names => byIndicator.Keys;

    public static Sql Of(string indicator, Filter filter) => byIndicator[indicator](filter);

    /// <summary>How many rows.</summary>
    public static Sql Rows(Sql rows) => $"SELECT '', count(*), 0::bigint FROM {rows} r";

    /// <summary>How many distinct values of a column.</summary>
    public static Sql Distinct(string column, Sql rows) => $"SELECT '', count(DISTINCT {Sql.Name(column)}), 0::bigint FROM {rows} r";

    /// <summary>Distinct values of a column in some rows, of the distinct ones in others.</summary>
    public static Sql DistinctOf(string column, Sql rows, Sql ofRows) =>
        $"SELECT '', (SELECT count(DISTINCT {Sql.Name(column)}) FROM {rows} r), (SELECT count(DISTINCT {Sql.Name(column)}) FROM {ofRows} o)";

    /// <summary>A cell per value of a column, of all rows: the cells add up to the whole.</summary>
    public static Sql RowsBy(string column, Sql rows) =>
        $"SELECT {column + "="} || {Sql.Name(column)}, count(*), (sum(count(*)) OVER ())::bigint FROM {rows} r GROUP BY {Sql.Name(column)}";

    /// <summary>A cell per value of a column, of all persons: a person in two cells counts in each.</summary>
    public static Sql PersonsBy(string column, Sql rows) =>
        $"""
        SELECT {column + "="} || {Sql.Name(column)}, count(DISTINCT person), (SELECT count(DISTINCT person) FROM {rows} a)
        FROM {rows} r
        GROUP BY {Sql.Name(column)}
        """;
}
