namespace Tyokyky.Referrals.Coordination;

/// <summary>Named people's responsibilities, and who carries how much.</summary>
[Row<ResponsiblePerson>("responsible_person",
    Fixed = ["ClientId", "Role", "Worker", "WorkerName", "Organisation", "AgreedTask", "FromDay", "NamedBy", "RecordedAt"])]
[Row<CaseManagerToday>]
[Row<WorkerLoad>]
internal static partial class ResponsibilityStore
{
    public const string OpenIndex = "responsible_person_open";

    /// <summary>To be changed.</summary>
    public static AggregateQuery<ResponsiblePerson> Whole(Guid id) => Aggregate.Of(
        "responsibility",
        id,
        new Query<ResponsiblePerson>($"SELECT {ResponsiblePersonRow.Columns} FROM responsible_person WHERE id = {id}", ResponsiblePersonRow.Read));

    /// <summary>True when the worker has that role for the client without an end, under whichever id.</summary>
    public static Query<bool> Has(Guid clientId, string role, string worker) =>
        new($"SELECT EXISTS ({OpenOf(clientId, role, worker)})", row => row.GetBoolean(0));

    /// <summary>The worker's responsibilities in that role for the client without an end, as rows.</summary>
    public static Sql OpenOf(Guid clientId, string role, string worker) =>
        $"""
        SELECT FROM responsible_person
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND role = {role} AND worker = {worker} AND end_reason = '' AND to_day IS NULL
        """;

    /// <summary>Those of today first, then the newest first.</summary>
    public static Query<IReadOnlyList<ResponsiblePerson>> Of(Guid clientId, bool withEnded, DateOnly today) =>
        new Query<ResponsiblePerson>(
            $"""
            SELECT {ResponsiblePersonRow.Columns} FROM responsible_person
            WHERE client_id = ANY(tyokyky_same_client({clientId})){SqlParts.If(!withEnded, $" AND end_reason = '' AND (to_day IS NULL OR to_day >= {today})")}
            ORDER BY end_reason = '' AND (to_day IS NULL OR to_day >= {today}) DESC, from_day DESC, id
            """,
            ResponsiblePersonRow.Read).All();

    /// <summary>The client's case manager and that one's deputy of the day.</summary>
    public static Query<CaseManagerToday> CaseManager(Guid clientId, DateOnly today) =>
        new(
            $"""
            SELECT m.worker, m.worker_name, m.organisation, coalesce(d.deputy, ''), coalesce(d.deputy_name, '') FROM case_management m
            LEFT JOIN deputy d ON d.organisation = m.organisation AND d.worker = m.worker AND {today} BETWEEN d.from_day AND d.to_day
            WHERE m.client_id = tyokyky_case_of({clientId}) AND m.worker <> ''
            ORDER BY d.from_day DESC NULLS LAST LIMIT 1
            """,
            CaseManagerTodayRow.Read);

    /// <summary>By worker and role: clients, and the part of full time that the worker gives to it today.</summary>
    public static Query<WorkerLoad> Caseloads(string organisation, string worker, string role, DateOnly today, string afterWorker, string afterRole, int limit)
    {
        Sql whose = $"organisation = {organisation} AND worker >= {afterWorker}{SqlParts.If(worker.Length > 0, $" AND worker = {worker}")}";
        return new(
            $"""
            WITH load AS (
              SELECT worker, 'case-manager' AS role, max(worker_name) AS name, count(*) AS clients FROM case_management m
              WHERE {whose} AND worker <> '' AND {CoordinationStore.Counts} GROUP BY worker
              UNION ALL
              SELECT worker, role, max(worker_name), count(DISTINCT coalesce((SELECT c.merged_into FROM client c WHERE c.id = client_id), client_id))
              FROM responsible_person
              WHERE {whose} AND end_reason = '' AND from_day <= {today} AND (to_day IS NULL OR to_day >= {today}) GROUP BY worker, role)
            SELECT load.worker, load.role, load.name, load.clients,
              coalesce((SELECT sum(f.hundredths) FROM full_time_equivalent f
                WHERE f.organisation = {organisation} AND f.worker = load.worker AND f.role = load.role AND f.from_day <= {today}
                  AND (f.to_day IS NULL OR f.to_day >= {today})), 0)::int
            FROM load WHERE (load.worker, load.role) > ({afterWorker}, {afterRole}){SqlParts.If(role.Length > 0, $" AND load.role = {role}")}
            ORDER BY load.worker, load.role LIMIT {limit}
            """,
            WorkerLoadRow.Read);
    }
}

/// <summary>A client's case manager and that one's deputy of the day.</summary>
internal sealed record CaseManagerToday(string Worker, string WorkerName, string Organisation, string Deputy, string DeputyName);

/// <summary>What one worker carries in one role.</summary>
internal sealed record WorkerLoad(string Worker, string Role, string WorkerName, long Clients, int Hundredths);
