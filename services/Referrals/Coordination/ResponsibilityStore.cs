using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Named people's responsibilities, and who carries how much.</summary>
internal static class ResponsibilityStore
{
    public const string OpenIndex = "responsible_person_open";

    public static Query<ResponsiblePerson> ById(Guid id) => new($"SELECT {Columns} FROM responsible_person WHERE id = {id}", Read);

    /// <summary>True when the worker has that role for the client without an end, under whichever id.</summary>
    public static Query<bool> Has(Guid clientId, string role, string worker) =>
        new($"SELECT EXISTS (SELECT FROM responsible_person WHERE client_id = ANY(tyokyky_same_client({clientId})) AND role = {role} AND worker = {worker} AND end_reason = '' AND to_day IS NULL)", row => row.GetBoolean(0));

    /// <summary>Those of today first, then the newest first.</summary>
    public static Query<IReadOnlyList<ResponsiblePerson>> Of(Guid clientId, bool withEnded, DateOnly today) =>
        new Query<ResponsiblePerson>(
            $"""
            SELECT {Columns} FROM responsible_person WHERE client_id = ANY(tyokyky_same_client({clientId})){SqlParts.If(!withEnded, $" AND end_reason = '' AND (to_day IS NULL OR to_day >= {today})")}
            ORDER BY end_reason = '' AND (to_day IS NULL OR to_day >= {today}) DESC, from_day DESC, id
            """,
            Read).All();

    /// <summary>The client's case manager and that one's deputy of the day.</summary>
    public static Query<CaseManagerToday> CaseManager(Guid clientId, DateOnly today) =>
        new(
            $"""
            SELECT m.worker, m.worker_name, m.organisation, d.deputy, d.deputy_name FROM case_management m
            LEFT JOIN deputy d ON d.organisation = m.organisation AND d.worker = m.worker AND {today} BETWEEN d.from_day AND d.to_day
            WHERE m.client_id = tyokyky_case_of({clientId}) AND m.worker <> ''
            ORDER BY d.from_day DESC NULLS LAST LIMIT 1
            """,
            row => new CaseManagerToday(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? "" : row.GetString(3), row.IsDBNull(4) ? "" : row.GetString(4)));

    /// <summary>By worker and role: clients, and the part of full time that the worker gives to it today.</summary>
    public static Query<CaseloadRow> Caseloads(string organisation, string worker, string role, DateOnly today, string afterWorker, string afterRole, int limit)
    {
        Sql whose = $"organisation = {organisation} AND worker >= {afterWorker}{SqlParts.If(worker.Length > 0, $" AND worker = {worker}")}";
        return new(
            $"""
            WITH load AS (
              SELECT worker, 'case-manager' AS role, max(worker_name) AS name, count(*) AS clients FROM case_management m WHERE {whose} AND worker <> '' AND {CoordinationStore.Counts} GROUP BY worker
              UNION ALL
              SELECT worker, role, max(worker_name), count(DISTINCT coalesce((SELECT c.merged_into FROM client c WHERE c.id = client_id), client_id)) FROM responsible_person
              WHERE {whose} AND end_reason = '' AND from_day <= {today} AND (to_day IS NULL OR to_day >= {today}) GROUP BY worker, role)
            SELECT load.worker, load.role, load.name, load.clients,
              coalesce((SELECT sum(f.hundredths) FROM full_time_equivalent f
                WHERE f.organisation = {organisation} AND f.worker = load.worker AND f.role = load.role AND f.from_day <= {today} AND (f.to_day IS NULL OR f.to_day >= {today})), 0)::int
            FROM load WHERE (load.worker, load.role) > ({afterWorker}, {afterRole}){SqlParts.If(role.Length > 0, $" AND load.role = {role}")}
            ORDER BY load.worker, load.role LIMIT {limit}
            """,
            row => new CaseloadRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt32(4)));
    }

    public static Sql Insert(ResponsiblePerson person) =>
        $"""
        INSERT INTO responsible_person (id, version, client_id, role, worker, worker_name, organisation, agreed_task, from_day, to_day, acceptance, accepted_on, end_reason, named_by, recorded_at)
        VALUES ({person.Id}, {person.Version}, {person.ClientId}, {person.Role}, {person.Worker}, {person.WorkerName}, {person.Organisation}, {person.AgreedTask}, {person.FromDay}, {person.ToDay}, {(int)person.Acceptance}, {person.AcceptedOn}, '', {person.NamedBy}, {person.RecordedAt})
        """;

    public static Sql Update(ResponsiblePerson person) =>
        $"""
        UPDATE responsible_person SET version = {person.Version}, to_day = {person.ToDay}, acceptance = {(int)person.Acceptance}, accepted_on = {person.AcceptedOn}, end_reason = {person.EndReason}
        WHERE id = {person.Id} AND version = {person.Version - 1}
        """;

    private static Sql Columns =>
        $"id, version, client_id, role, worker, worker_name, organisation, agreed_task, from_day, to_day, acceptance, accepted_on, end_reason, named_by, recorded_at";

    private static ResponsiblePerson Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        ClientId = row.GetGuid(2),
        Role = row.GetString(3),
        Worker = row.GetString(4),
        WorkerName = row.GetString(5),
        Organisation = row.GetString(6),
        AgreedTask = row.GetString(7),
        FromDay = row.GetFieldValue<DateOnly>(8),
        ToDay = row.Day(9),
        Acceptance = (ClientAcceptance)row.GetInt32(10),
        AcceptedOn = row.Day(11),
        EndReason = row.GetString(12),
        NamedBy = row.GetString(13),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(14),
    };
}

/// <summary>A client's case manager and that one's deputy of the day.</summary>
internal sealed record CaseManagerToday(string Worker, string WorkerName, string Organisation, string Deputy, string DeputyName);

/// <summary>What one worker carries in one role.</summary>
internal sealed record CaseloadRow(string Worker, string Role, string WorkerName, long Clients, int Hundredths);
