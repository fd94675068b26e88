namespace Tyokyky.Referrals.Coordination;

/// <summary>Deputies and full-time equivalents.</summary>
[Row<Deputy>("deputy", Alias = "d", Columns = ["Name=deputy"], Computed = ["Clients"],
    Fixed = ["Organisation", "Worker", "WorkerName", "Name", "DeputyName", "FromDay"])]
[Row<FullTimeEquivalent>("full_time_equivalent")]
[Row<FullTimeSum>]
internal static partial class WorkforceStore
{
    public const string DeputyKey = "deputy_once";
    public const string FullTimeEquivalentKey = "full_time_equivalent_from";

    public static Query<Deputy> Deputy(Guid id) => new($"SELECT {DeputyRow.Columns} FROM {WithClients} WHERE d.id = {id}", DeputyRow.Read);

    /// <summary>A deputy of the worker on some of these days.</summary>
    public static Query<Deputy> DeputyWithin(string organisation, string worker, DateOnly from, DateOnly to) =>
        new(
            $"""
            SELECT {DeputyRow.Columns} FROM {WithClients}
            WHERE d.organisation = {organisation} AND d.worker = {worker} AND d.from_day <= {to} AND d.to_day >= {from} LIMIT 1
            """,
            DeputyRow.Read);

    /// <summary>Latest first day first.</summary>
    public static Query<Deputy> Deputies(string organisation, string worker, DateOnly? notEndedBefore, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {DeputyRow.Columns} FROM {WithClients} WHERE d.organisation = {organisation} AND (d.from_day, d.id) < ({beforeDay}, {beforeId})
            {SqlParts.If(worker.Length > 0, $" AND d.worker = {worker}")}{SqlParts.If(notEndedBefore is not null, $" AND d.to_day >= {notEndedBefore}")}
            ORDER BY d.from_day DESC, d.id DESC LIMIT {limit}
            """,
            DeputyRow.Read);

    /// <summary>Entries of the same worker, role and programme that reach its first day or begin later.</summary>
    public static Query<IReadOnlyList<FullTimeEquivalent>> FullTimeFrom(FullTimeEquivalent entry) =>
        new Query<FullTimeEquivalent>($"SELECT {FullTimeEquivalentRow.Columns} {ReachedBy(entry)} ORDER BY from_day", FullTimeEquivalentRow.Read).All();

    /// <summary>The same, as rows.</summary>
    public static Sql Reaching(FullTimeEquivalent entry) => $"SELECT {ReachedBy(entry)}";

    /// <summary>One at a time says what part of full time a worker gives to a role.</summary>
    public static Sql LockFullTime(FullTimeEquivalent entry) =>
        $"""
        SELECT pg_advisory_xact_lock(hashtextextended(
          concat_ws(' ', 'full time of', {entry.Organisation}, {entry.Worker}, {entry.Role}, {entry.Programme}), 0))
        """;

    /// <summary>Latest first day first.</summary>
    public static Query<FullTimeEquivalent> FullTime(string organisation, string worker, string role, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {FullTimeEquivalentRow.Columns} FROM full_time_equivalent WHERE organisation = {organisation} AND (from_day, id) < ({beforeDay}, {beforeId})
            {SqlParts.If(worker.Length > 0, $" AND worker = {worker}")}{SqlParts.If(role.Length > 0, $" AND role = {role}")}
            ORDER BY from_day DESC, id DESC LIMIT {limit}
            """,
            FullTimeEquivalentRow.Read);

    /// <summary>By role: workers, and hundredths of every day added up.</summary>
    public static Query<FullTimeSum> FullTimeSums(string organisation, string programme, DateOnly from, DateOnly to) =>
        new(
            $"""
            SELECT role, count(DISTINCT worker), sum(hundredths::bigint * (least(coalesce(to_day, {to}), {to}) - greatest(from_day, {from}) + 1))::bigint
            FROM full_time_equivalent
            WHERE organisation = {organisation} AND hundredths > 0 AND from_day <= {to} AND (to_day IS NULL OR to_day >= {from})
              {SqlParts.If(programme.Length > 0, $" AND programme = {programme}")}
            GROUP BY role ORDER BY role
            """,
            FullTimeSumRow.Read);

    /// <summary>The guard against somebody who changed it meanwhile.</summary>
    public static Sql End(FullTimeEquivalent entry, DateOnly on) =>
        $"UPDATE full_time_equivalent SET to_day = {on} WHERE id = {entry.Id} AND to_day IS NOT DISTINCT FROM {entry.ToDay}";

    private static Sql WithClients =>
        $"""
        deputy d CROSS JOIN LATERAL (
          SELECT (
            SELECT count(*) FROM case_management m WHERE m.organisation = d.organisation AND m.worker = d.worker
              AND {CoordinationStore.Counts}) AS clients) held
        """;

    private static Sql ReachedBy(FullTimeEquivalent entry) =>
        $"""
        FROM full_time_equivalent
        WHERE organisation = {entry.Organisation} AND worker = {entry.Worker} AND role = {entry.Role} AND programme = {entry.Programme}
          AND (to_day IS NULL OR to_day >= {entry.FromDay})
        """;
}

/// <summary>One role's hundredths of full time, every day's added up.</summary>
internal sealed record FullTimeSum(string Role, long Workers, long HundredthDays);
