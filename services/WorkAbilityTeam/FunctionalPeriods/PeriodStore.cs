namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Functional assessment periods.</summary>
[Row<AssessmentPeriod>("functional_period", Alias = "f",
    Json = ["Views"], JsonContext = typeof(PeriodJson),
    Fixed = ["Client", "Organisation", "CaseId", "PlatformType", "Host", "Workplace", "PlatformId", "WorkTrial", "CoachingOrganisation", "PlannedStart",
        "PlannedEnd"])]
[Row<CountedPeriods>]
internal static partial class PeriodStore
{
    /// <summary>To be changed.</summary>
    public static AggregateQuery<AssessmentPeriod> Whole(Guid id) => Aggregate.Of("functional-period", id, ById(id));

    public static Query<AssessmentPeriod> ById(Guid id) =>
        new($"SELECT {AssessmentPeriodRow.Columns} FROM functional_period f WHERE f.id = {id}", AssessmentPeriodRow.Read);

    /// <summary>Newest first; of an organisation, or of every one (null) for the client.</summary>
    public static Query<AssessmentPeriod> Of(string? organisation, PeriodFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {AssessmentPeriodRow.Columns} FROM functional_period f
            WHERE f.id < {before}{SqlParts.If(organisation is not null, $" AND f.organisation = {organisation}")}
            {SqlParts.If(filter.ClientId is not null, $" AND f.client_id = ANY(tyokyky_same_client({filter.ClientId}))")}
            {SqlParts.If(filter.CaseId is not null, $" AND f.case_id = {filter.CaseId}")}
            {SqlParts.Either(
                filter.State == FunctionalPeriodState.Unspecified,
                $" AND f.state <> {(int)FunctionalPeriodState.EnteredInError}",
                $" AND f.state = {(int)filter.State}")}
            ORDER BY f.id DESC LIMIT {limit}
            """,
            AssessmentPeriodRow.Read);

    /// <summary>Those that began, by year and platform type.</summary>
    public static Query<CountedPeriods> Counts(string organisation, DateOnly from, DateOnly to, (int Year, string Type) after, int limit) =>
        new(
            $"""
            SELECT year, platform_type, count(*), count(DISTINCT platform_id) FROM (
              SELECT extract(year FROM f.started_on)::int AS year, f.platform_type, f.platform_id FROM functional_period f
              WHERE f.organisation = {organisation} AND f.started_on BETWEEN {from} AND {to}
                AND f.state <> {(int)FunctionalPeriodState.EnteredInError}) p
            WHERE (year, platform_type) > ({after.Year}, {after.Type})
            GROUP BY year, platform_type ORDER BY year, platform_type LIMIT {limit}
            """,
            CountedPeriodsRow.Read);
}

/// <summary>Which periods.</summary>
internal sealed record PeriodFilter(Guid? ClientId, Guid? CaseId, FunctionalPeriodState State);

/// <summary>A year's periods on one type of platform.</summary>
internal sealed record CountedPeriods(int Year, string PlatformType, long Periods, long Platforms);
