using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Deputies and full-time equivalents.</summary>
internal static class WorkforceStore
{
    public const string DeputyKey = "deputy_once";
    public const string FullTimeEquivalentKey = "full_time_equivalent_from";

    public static Query<Deputy> Deputy(Guid id) => new($"SELECT {DeputyColumns} FROM deputy d WHERE d.id = {id}", ReadDeputy);

    /// <summary>A deputy of the worker on some of these days.</summary>
    public static Query<Deputy> DeputyWithin(string organisation, string worker, DateOnly from, DateOnly to) =>
        new($"SELECT {DeputyColumns} FROM deputy d WHERE d.organisation = {organisation} AND d.worker = {worker} AND d.from_day <= {to} AND d.to_day >= {from} LIMIT 1", ReadDeputy);

    /// <summary>Latest first day first.</summary>
    public static Query<Deputy> Deputies(string organisation, string worker, DateOnly? notEndedBefore, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {DeputyColumns} FROM deputy d WHERE d.organisation = {organisation} AND (d.from_day, d.id) < ({beforeDay}, {beforeId})
            {SqlParts.If(worker.Length > 0, $" AND d.worker = {worker}")}{SqlParts.If(notEndedBefore is not null, $" AND d.to_day >= {notEndedBefore}")}
            ORDER BY d.from_day DESC, d.id DESC LIMIT {limit}
            """,
            ReadDeputy);

    public static Sql Insert(Deputy deputy) =>
        $"""
        INSERT INTO deputy (id, version, organisation, worker, worker_name, deputy, deputy_name, from_day, to_day)
        VALUES ({deputy.Id}, {deputy.Version}, {deputy.Organisation}, {deputy.Worker}, {deputy.WorkerName}, {deputy.Name}, {deputy.DeputyName}, {deputy.FromDay}, {deputy.ToDay})
        """;

    public static Sql Update(Deputy deputy) => $"UPDATE deputy SET version = {deputy.Version}, to_day = {deputy.ToDay} WHERE id = {deputy.Id} AND version = {deputy.Version - 1}";

    /// <summary>Entries of the same worker, role and programme that reach that day or begin later.</summary>
    public static Query<IReadOnlyList<FullTimeEquivalent>> FullTimeFrom(string organisation, string worker, string role, string programme, DateOnly from) =>
        new Query<FullTimeEquivalent>(
            $"""
            SELECT {FullTimeColumns} FROM full_time_equivalent
            WHERE organisation = {organisation} AND worker = {worker} AND role = {role} AND programme = {programme} AND (to_day IS NULL OR to_day >= {from}) ORDER BY from_day
            """,
            ReadFullTime).All();

    /// <summary>Latest first day first.</summary>
    public static Query<FullTimeEquivalent> FullTime(string organisation, string worker, string role, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {FullTimeColumns} FROM full_time_equivalent WHERE organisation = {organisation} AND (from_day, id) < ({beforeDay}, {beforeId})
            {SqlParts.If(worker.Length > 0, $" AND worker = {worker}")}{SqlParts.If(role.Length > 0, $" AND role = {role}")}
            ORDER BY from_day DESC, id DESC LIMIT {limit}
            """,
            ReadFullTime);

    /// <summary>By role: workers, and hundredths of every day added up.</summary>
    public static Query<FullTimeSum> FullTimeSums(string organisation, string programme, DateOnly from, DateOnly to) =>
        new(
            $"""
            SELECT role, count(DISTINCT worker), sum(hundredths::bigint * (least(coalesce(to_day, {to}), {to}) - greatest(from_day, {from}) + 1))::bigint
            FROM full_time_equivalent
            WHERE organisation = {organisation} AND hundredths > 0 AND from_day <= {to} AND (to_day IS NULL OR to_day >= {from}){SqlParts.If(programme.Length > 0, $" AND programme = {programme}")}
            GROUP BY role ORDER BY role
            """,
            row => new FullTimeSum(row.GetString(0), row.GetInt64(1), row.GetInt64(2)));

    public static Sql Insert(FullTimeEquivalent entry) =>
        $"""
        INSERT INTO full_time_equivalent (id, organisation, worker, worker_name, role, hundredths, from_day, to_day, programme)
        VALUES ({entry.Id}, {entry.Organisation}, {entry.Worker}, {entry.WorkerName}, {entry.Role}, {entry.Hundredths}, {entry.FromDay}, {entry.ToDay}, {entry.Programme})
        """;

    /// <summary>The guard against somebody who changed it meanwhile.</summary>
    public static Sql End(FullTimeEquivalent entry, DateOnly on) =>
        $"UPDATE full_time_equivalent SET to_day = {on} WHERE id = {entry.Id} AND to_day IS NOT DISTINCT FROM {entry.ToDay}";

    private static Sql DeputyColumns =>
        $"d.id, d.organisation, d.worker, d.worker_name, d.deputy, d.deputy_name, d.from_day, d.to_day, d.version, (SELECT count(*) FROM case_management m WHERE m.organisation = d.organisation AND m.worker = d.worker AND {CoordinationStore.Counts})";

    private static Sql FullTimeColumns => $"id, organisation, worker, worker_name, role, hundredths, from_day, to_day, programme";

    private static Deputy ReadDeputy(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetFieldValue<DateOnly>(6), row.GetFieldValue<DateOnly>(7), row.GetInt64(8), row.GetInt64(9));

    private static FullTimeEquivalent ReadFullTime(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt32(5), row.GetFieldValue<DateOnly>(6), row.Day(7), row.GetString(8));
}

/// <summary>One role's hundredths of full time, every day's added up.</summary>
internal sealed record FullTimeSum(string Role, long Workers, long HundredthDays);
