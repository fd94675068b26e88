using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>
/// Worklists as unions of what has an index in the order of its day, or of what one worker has. Each part brings no more rows than the
/// page, so a page costs the same however many there are; counts run over the same parts without the page.
/// </summary>
internal static class WorklistStore
{
    /// <summary>The workers whose work is the worker's today: the own, and that of those who are away.</summary>
    public static Query<string> StandingInFor(string organisation, string worker, DateOnly today) =>
        new($"SELECT DISTINCT worker FROM deputy WHERE organisation = {organisation} AND deputy = {worker} AND {today} BETWEEN from_day AND to_day", row => row.GetString(0));

    public static Query<WorklistRow> Page(WorklistQuery query, DateOnly afterDay, Guid afterId, int limit)
    {
        var descends = query.Order == WorklistOrder.DueLast;
        var parts = Parts(query, part => Paged(part, descends, afterDay, afterId, limit));
        return new(
            $"""
            SELECT u.kind, u.id, u.parent, u.client_id, u.municipality, u.programme, u.service, u.worker, u.worker_name, u.action, u.due_by, u.due_on, u.other, u.stuck_reason, u.escalation,
              coalesce((SELECT r.given_names || ' ' || r.family_name FROM client_record r
                WHERE r.client_id = ANY(tyokyky_same_client(u.client_id)) AND r.superseded_by IS NULL
                  AND (r.controller = {query.Organisation} OR r.controller IN (SELECT t.sender FROM task t WHERE t.client_id = ANY(tyokyky_same_client(u.client_id)) AND t.receiver = {query.Organisation} AND t.status = ANY({KnownOrganisations.LiveStatuses})))
                ORDER BY r.controller = {query.Organisation} DESC LIMIT 1), '')
            FROM (SELECT * FROM ({parts}) AS x {SqlParts.Either(descends, $"ORDER BY x.due_on DESC, x.id DESC", $"ORDER BY x.due_on, x.id")} LIMIT {limit}) AS u
            {SqlParts.Either(descends, $"ORDER BY u.due_on DESC, u.id DESC", $"ORDER BY u.due_on, u.id")}
            """,
            Read);
    }

    public static Query<long> Count(WorklistQuery query) => new($"SELECT count(*) FROM ({Parts(query, part => part)}) AS x", row => row.GetInt64(0));

    private static Sql Parts(WorklistQuery query, Func<Sql, Sql> page) => query.List switch
    {
        Worklist.Mine => $"({page(MyPathways(query))}) UNION ALL ({page(MySteps(query))}) UNION ALL ({page(WorklistTasks.OfWorkers(query))}) UNION ALL ({page(WorklistTasks.OfTheirClients(query))}) UNION ALL ({page(MyActions(query))}) UNION ALL ({page(WorklistMeetings.OfWorkers(query))})",
        Worklist.Unassigned => $"({page(UnownedPathways(query))}) UNION ALL ({page(WorklistTasks.Unassigned(query))}) UNION ALL ({page(WorklistMeetings.Unassigned(query))})",
        Worklist.NoReply => $"({page(WorklistTasks.Turns(query, own: false, asReceiver: true))}) UNION ALL ({page(WorklistTasks.Turns(query, own: false, asReceiver: false))}) UNION ALL ({page(OthersLateActions(query))})",
        Worklist.Overdue => $"({page(WorklistTasks.Turns(query, own: true, asReceiver: true))}) UNION ALL ({page(WorklistTasks.Turns(query, own: true, asReceiver: false))}) UNION ALL ({page(LatePathways(query))}) UNION ALL ({page(LateActions(query))}) UNION ALL ({page(WorklistMeetings.Late(query))})",
        Worklist.Stuck => page(StuckPathways(query)),
        Worklist.Claimable => page(WorklistTasks.Claimable(query)),
        _ => page(EndingPeriods(query)),
    };

    private static Sql Paged(Sql part, bool descends, DateOnly afterDay, Guid afterId, int limit) => SqlParts.Either(
        descends,
        $"SELECT * FROM ({part}) AS p WHERE (p.due_on, p.id) < ({afterDay}, {afterId}) ORDER BY p.due_on DESC, p.id DESC LIMIT {limit}",
        $"SELECT * FROM ({part}) AS p WHERE (p.due_on, p.id) > ({afterDay}, {afterId}) ORDER BY p.due_on, p.id LIMIT {limit}");

    // Pathways that a worker owns.
    private static Sql MyPathways(WorklistQuery query) =>
        $"""
        SELECT {PathwayColumns($"coalesce(p.next_on, 'infinity'::date)")} FROM pathway p
        WHERE p.organisation = {query.Organisation} AND p.owner = ANY({query.Workers}) AND p.closed_on IS NULL{OfPathways(query)}
        """;

    private static Sql MySteps(WorklistQuery query) =>
        $"""
        SELECT {StepColumns($"coalesce(CASE s.status WHEN 1 THEN s.planned_start ELSE s.planned_end END, 'infinity'::date)")} FROM pathway_step s JOIN pathway p ON p.id = s.pathway_id
        WHERE s.pathway_organisation = {query.Organisation} AND s.worker = ANY({query.Workers}) AND s.worker <> '' AND s.status IN (1, 2) AND p.closed_on IS NULL{OfSteps(query)}
        """;

    private static Sql MyActions(WorklistQuery query) =>
        $"""
        SELECT {ActionColumns(query)} FROM agreed_action a LEFT JOIN network_meeting m ON m.id = a.meeting_id
        WHERE a.owner_organisation = {query.Organisation} AND a.owner = ANY({query.Workers}) AND a.owner <> '' AND a.status = 1{OfActions(query)}
        """;

    private static Sql UnownedPathways(WorklistQuery query) =>
        $"SELECT {PathwayColumns($"coalesce(p.next_on, 'infinity'::date)")} FROM pathway p WHERE p.organisation = {query.Organisation} AND p.closed_on IS NULL AND p.owner = ''{OfPathways(query)}{OfWorker(query)}";

    private static Sql LatePathways(WorklistQuery query) =>
        $"""
        SELECT {PathwayColumns($"p.next_on")} FROM pathway p WHERE p.organisation = {query.Organisation} AND p.closed_on IS NULL AND p.next_on < {query.Today}
        {OfPathways(query)}{SqlParts.If(query.Worker.Length > 0, $" AND p.owner = {query.Worker}")}
        """;

    private static Sql LateActions(WorklistQuery query) =>
        $"""
        SELECT {ActionColumns(query)} FROM agreed_action a LEFT JOIN network_meeting m ON m.id = a.meeting_id
        WHERE a.owner_organisation = {query.Organisation} AND a.status = 1 AND a.due_on < {query.Today}{OfActions(query)}{SqlParts.If(query.Worker.Length > 0, $" AND a.owner = {query.Worker}")}
        """;

    // What others have not done that own meetings agreed on.
    private static Sql OthersLateActions(WorklistQuery query) =>
        $"""
        SELECT {ActionColumns(query)} FROM agreed_action a LEFT JOIN network_meeting m ON m.id = a.meeting_id
        WHERE a.organisation = {query.Organisation} AND a.owner_organisation <> {query.Organisation} AND a.status = 1 AND a.due_on < {query.Today}
        {OfActions(query)}{SqlParts.If(query.Worker.Length > 0, $" AND a.owner = {query.Worker}")}
        """;

    private static Sql StuckPathways(WorklistQuery query) =>
        $"""
        SELECT {PathwayColumns($"coalesce(p.next_on, 'infinity'::date)")} FROM pathway p WHERE p.organisation = {query.Organisation} AND p.stuck_since IS NOT NULL
        {OfPathways(query)}{SqlParts.If(query.Worker.Length > 0, $" AND p.owner = {query.Worker}")}
        """;

    private static Sql EndingPeriods(WorklistQuery query) =>
        $"""
        SELECT {StepColumns($"s.planned_end")} FROM pathway_step s JOIN pathway p ON p.id = s.pathway_id
        WHERE s.pathway_organisation = {query.Organisation} AND s.ends_without_next AND s.planned_end <= {query.PeriodsUntil}
        {OfSteps(query)}{SqlParts.If(query.Worker.Length > 0, $" AND p.owner = {query.Worker}")}
        """;

    private static Sql OfPathways(WorklistQuery query) =>
        $"{SqlParts.If(query.Municipality.Length > 0, $" AND p.municipality = {query.Municipality}")}{SqlParts.If(query.Programme.Length > 0, $" AND p.programme = {query.Programme}")}{SqlParts.If(query.Service.Length > 0, $" AND p.next_service = {query.Service}")}";

    private static Sql OfSteps(WorklistQuery query) =>
        $"{SqlParts.If(query.Municipality.Length > 0, $" AND p.municipality = {query.Municipality}")}{SqlParts.If(query.Programme.Length > 0, $" AND p.programme = {query.Programme}")}{SqlParts.If(query.Service.Length > 0, $" AND s.service = {query.Service}")}";

    /// <summary>Of agreed actions and network meetings: nothing is found by what the reader is not told.</summary>
    public static Sql OfActions(WorklistQuery query) =>
        $"{SqlParts.If(query.Municipality.Length > 0, $" AND m.municipality = {query.Municipality} AND {AgreedActionStore.ClientAsTold(query.Organisation)} IS NOT NULL")}{SqlParts.If(query.Programme.Length > 0, $" AND m.programme = {query.Programme} AND {AgreedActionStore.ClientAsTold(query.Organisation)} IS NOT NULL")}{SqlParts.If(query.Service.Length > 0, $" AND false")}";

    /// <summary>Nobody's work is no worker's.</summary>
    public static Sql OfWorker(WorklistQuery query) => SqlParts.If(query.Worker.Length > 0, $" AND false");

    private static Sql PathwayColumns(Sql day) =>
        $"2 AS kind, p.id, p.id AS parent, p.client_id, p.municipality, p.programme, p.next_service AS service, p.owner AS worker, p.owner_name AS worker_name, p.next_kind AS action, 2 AS due_by, {day} AS due_on, '' AS other, p.stuck_reason, p.escalation";

    private static Sql StepColumns(Sql day) =>
        $"""
        3 AS kind, s.id, p.id AS parent, p.client_id, p.municipality, p.programme, s.service, CASE WHEN s.worker = '' THEN p.owner ELSE s.worker END AS worker,
          CASE WHEN s.worker = '' THEN p.owner_name ELSE s.worker_name END AS worker_name, CASE s.status WHEN 1 THEN 'start-step' ELSE 'end-step' END AS action, 2 AS due_by,
          {day} AS due_on, '' AS other, p.stuck_reason, p.escalation
        """;

    private static Sql ActionColumns(WorklistQuery query) =>
        $"""
        4 AS kind, a.id, a.meeting_id AS parent, {AgreedActionStore.ClientAsTold(query.Organisation)} AS client_id,
          CASE WHEN {AgreedActionStore.ClientAsTold(query.Organisation)} IS NULL THEN '' ELSE m.municipality END AS municipality,
          CASE WHEN {AgreedActionStore.ClientAsTold(query.Organisation)} IS NULL THEN '' ELSE m.programme END AS programme, '' AS service, a.owner AS worker, a.owner_name AS worker_name,
          'do-agreed-action' AS action, CASE WHEN a.owner_organisation = {query.Organisation} THEN 2 ELSE 1 END AS due_by, a.due_on,
          CASE WHEN a.owner_organisation <> {query.Organisation} THEN a.owner_organisation WHEN a.organisation <> {query.Organisation} THEN a.organisation ELSE '' END AS other, '' AS stuck_reason, 0 AS escalation
        """;

    private static WorklistRow Read(NpgsqlDataReader row) => new(
        (WorklistItemKind)row.GetInt32(0), row.GetGuid(1), row.GetGuid(2), row.Id(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8), row.GetString(9),
        row.GetInt32(10) == 2, row.GetFieldValue<DateOnly>(11), row.GetString(12), row.GetString(13), row.GetInt32(14), row.GetString(15));
}

/// <summary>Which list, of whom, as of today.</summary>
internal sealed record WorklistQuery(Worklist List, string Organisation, DateOnly Today, DateOnly PeriodsUntil)
{
    /// <summary>With Mine: whose work it is.</summary>
    public string[] Workers { get; init; } = [];

    /// <summary>With the others: only this worker's.</summary>
    public string Worker { get; init; } = "";

    public string Municipality { get; init; } = "";

    public string Programme { get; init; } = "";

    public string Service { get; init; } = "";

    public WorklistOrder Order { get; init; }
}

/// <summary>One row; without a day, the last day there is. Without a client: anonymous, or nobody's.</summary>
internal sealed record WorklistRow(
    WorklistItemKind Kind, Guid Id, Guid Parent, Guid? ClientId, string Municipality, string Programme, string Service, string Worker, string WorkerName, string Action,
    bool IsOwnTurn, DateOnly DueOn, string Other, string StuckReason, int Escalation, string ClientName)
{
    public bool HasDay => DueOn != DateOnly.MaxValue;
}
