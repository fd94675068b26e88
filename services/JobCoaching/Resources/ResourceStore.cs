namespace Tyokyky.JobCoaching.Resources;

/// <summary>Entries of working time, costs and budgets.</summary>
[Row<Resource>("resource", Alias = "e", Fixed = ["Organisation", "Type"],
    Columns =
    [
        "Told.Programme=programme", "Told.ShareOf=share_of", "Told.From=from_day", "Told.To=to_day", "Told.Kind=kind",
        "Told.GrantHundredths=grant_hundredths", "Told.OwnHundredths=own_hundredths", "Told.Funding=funding", "Told.Funder=funder", "Told.Cents=cents",
        "Told.Note=note",
    ])]
internal static partial class ResourceStore
{
    private const string Own = "own";

    /// <summary>To be changed.</summary>
    public static AggregateQuery<Resource> Whole(Guid id) =>
        Aggregate.Of("resource", id, new Query<Resource>($"SELECT {ResourceRow.Columns} FROM resource e WHERE e.id = {id}", ResourceRow.Read));

    /// <summary>Latest first day first.</summary>
    public static Query<Resource> For(string organisation, ResourceType type, string programme, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {ResourceRow.Columns} FROM resource e
            WHERE {ShownTo(organisation)} AND (e.from_day, e.id) < ({beforeDay}, {beforeId})
              {SqlParts.If(type != ResourceType.Unspecified, $" AND e.type = {(int)type}")}
              {SqlParts.If(programme.Length > 0, $" AND e.programme = {programme}")}
            ORDER BY e.from_day DESC, e.id DESC LIMIT {limit}
            """,
            ResourceRow.Read);

    /// <summary>Hundredths of every day, by role and organisation.</summary>
    public static Query<StaffingDays> Staffing(string organisation, string programme, DateOnly from, DateOnly to) =>
        new(
            $"""
            SELECT e.kind, e.share_of, sum(e.grant_hundredths::bigint * {Days(from, to)})::bigint, sum(e.own_hundredths::bigint * {Days(from, to)})::bigint
            FROM resource e
            WHERE {Counted(organisation, programme, from, to)} AND e.type = {(int)ResourceType.Staffing}
            GROUP BY e.kind, e.share_of ORDER BY e.kind, e.share_of
            """,
            row => new StaffingDays(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)));

    /// <summary>Cents by programme and kind; of an entry over the period's edge its share of days.</summary>
    public static Query<BudgetSums> Budget(string organisation, string programme, DateOnly from, DateOnly to) =>
        new(
            $"""
            SELECT part.programme, part.kind,
              coalesce(sum(part.cents) FILTER (WHERE part.type = {(int)ResourceType.Budget}), 0)::bigint,
              coalesce(sum(part.cents) FILTER (WHERE part.type = {(int)ResourceType.Cost} AND part.funding <> {Own}), 0)::bigint,
              coalesce(sum(part.cents) FILTER (WHERE part.type = {(int)ResourceType.Cost} AND part.funding = {Own}), 0)::bigint
            FROM (
              SELECT e.programme, e.kind, e.type, e.funding, round(e.cents::numeric * {Days(from, to)} / (e.to_day - e.from_day + 1)) AS cents
              FROM resource e
              WHERE {Counted(organisation, programme, from, to)} AND e.type <> {(int)ResourceType.Staffing}) part
            GROUP BY part.programme, part.kind ORDER BY part.programme, part.kind
            """,
            row => new BudgetSums(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));

    private static Sql Counted(string organisation, string programme, DateOnly from, DateOnly to) =>
        $"""
        {ShownTo(organisation)} AND e.state = {(int)ResourceState.Recorded} AND e.from_day <= {to} AND e.to_day >= {from}
          {SqlParts.If(programme.Length > 0, $" AND e.programme = {programme}")}
        """;

    private static Sql Days(DateOnly from, DateOnly to) => $"(least(e.to_day, {to}) - greatest(e.from_day, {from}) + 1)";

    // What the organisation recorded, and what others recorded in the programmes that it runs.
    private static Sql ShownTo(string organisation) =>
        $"""
        (e.organisation = {organisation} OR (e.programme <> '' AND EXISTS (
          SELECT FROM known_programme k WHERE k.programme = e.programme AND k.organisation = {organisation})))
        """;
}

/// <summary>A role's working time at an organisation, every day's hundredths added up.</summary>
internal sealed record StaffingDays(string Role, string Organisation, long Grant, long Own);

/// <summary>Cents of a programme and kind.</summary>
internal sealed record BudgetSums(string Programme, string Kind, long Budget, long Grant, long Own);
