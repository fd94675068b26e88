using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Worklists;

/// <summary>
/// Worklists as unions of what has an index in the order of its day, or of what one worker has. Each part brings no more rows than the
/// page, so a page costs the same however many there are; counts run over the same parts without the page.
/// </summary>
[Row<ListedWork>]
internal static partial class WorklistStore
{
    /// <summary>The workers whose work is the worker's today: the own, and that of those who are away.</summary>
    public static Query<string> StandingInFor(string organisation, string worker, DateOnly today) =>
        new(
            $"SELECT DISTINCT worker FROM deputy WHERE organisation = {organisation} AND deputy = {worker} AND {today} BETWEEN from_day AND to_day",
            row => row.GetString(0));

    public static Query<ListedWork> Page(WorklistQuery query, DateOnly afterDay, Guid afterId, int limit)
    {
        var descends = query.Order == WorklistOrder.DueLast;
        var parts = Parts(query, part => Paged(part, descends, afterDay, afterId, limit));
        return new(
            $"""
            SELECT {ListedWorkRow.Columns}
            FROM (SELECT * FROM ({parts}) AS x {SqlParts.Either(descends, $"ORDER BY x.due_on DESC, x.id DESC", $"ORDER BY x.due_on, x.id")} LIMIT {limit}) AS u
            CROSS JOIN LATERAL (SELECT {ClientName(query)} AS client_name) AS n
            {SqlParts.Either(descends, $"ORDER BY u.due_on DESC, u.id DESC", $"ORDER BY u.due_on, u.id")}
            """,
            ListedWorkRow.Read);
    }

    public static Query<long> Count(WorklistQuery query) => new($"SELECT count(*) FROM ({Parts(query, part => part)}) AS x", row => row.GetInt64(0));

    // From the own record, or that of a sender of a live task, or as whoever is referred to the organisation by others' records is known.
    private static Sql ClientName(WorklistQuery query) =>
        $"""
        coalesce((SELECT r.given_names || ' ' || r.family_name FROM client_record r
          WHERE r.client_id = ANY(tyokyky_same_client(u.client_id)) AND r.superseded_by IS NULL
            AND (r.controller = {query.Organisation} OR r.controller IN (
              SELECT t.sender FROM task t
              WHERE t.client_id = ANY(tyokyky_same_client(u.client_id)) AND t.receiver = {query.Organisation}
                AND t.status = ANY({KnownOrganisations.LiveStatuses})))
          ORDER BY r.controller = {query.Organisation} DESC LIMIT 1),
          (SELECT theirs.given_names || ' ' || theirs.family_name FROM ({ClientStore.Referred($"u.client_id", query.Organisation)}) theirs), '')
        """;

    private static Sql Parts(WorklistQuery query, Func<Sql, Sql> page) => query.List switch
    {
        Worklist.Mine => All(
            page,
            MyPathways(query), MySteps(query), MyActions(query),
            WorklistTasks.OfWorkers(query), WorklistTasks.OfTheirClients(query), WorklistMeetings.OfWorkers(query)),
        Worklist.Unassigned => All(page, UnownedPathways(query), WorklistTasks.Unassigned(query), WorklistMeetings.Unassigned(query)),
        Worklist.NoReply => All(
            page,
            WorklistTasks.Turns(query, own: false, asReceiver: true), WorklistTasks.Turns(query, own: false, asReceiver: false), OthersLateActions(query)),
        Worklist.Overdue => All(
            page,
            WorklistTasks.Turns(query, own: true, asReceiver: true), WorklistTasks.Turns(query, own: true, asReceiver: false),
            LatePathways(query), LateActions(query), WorklistMeetings.Late(query)),
        Worklist.Stuck => page(StuckPathways(query)),
        Worklist.Claimable => page(WorklistTasks.Claimable(query)),
        _ => page(EndingPeriods(query)),
    };

    private static Sql All(Func<Sql, Sql> page, params ReadOnlySpan<Sql> parts)
    {
        Sql all = $"({page(parts[0])})";
        foreach (var part in parts[1..]) { all = $"{all} UNION ALL ({page(part)})"; }
        return all;
    }

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
        SELECT {StepColumns($"coalesce(CASE s.status WHEN {(int)PathwayStepStatus.Planned} THEN s.planned_start ELSE s.planned_end END, 'infinity'::date)")}
        FROM pathway_step s JOIN pathway p ON p.id = s.pathway_id
        WHERE s.pathway_organisation = {query.Organisation} AND s.worker = ANY({query.Workers}) AND s.worker <> '' AND {IsOpenStep}
          AND p.closed_on IS NULL{OfSteps(query)}
        """;

    private static Sql MyActions(WorklistQuery query) =>
        $"""
        SELECT {ActionColumns(query)} FROM agreed_action a LEFT JOIN network_meeting m ON m.id = a.meeting_id
        WHERE a.owner_organisation = {query.Organisation} AND a.owner = ANY({query.Workers}) AND a.owner <> ''
          AND a.status = {(int)AgreedActionStatus.Open}{OfActions(query)}
        """;

    private static Sql UnownedPathways(WorklistQuery query) =>
        $"""
        SELECT {PathwayColumns($"coalesce(p.next_on, 'infinity'::date)")} FROM pathway p
        WHERE p.organisation = {query.Organisation} AND p.closed_on IS NULL AND p.owner = ''{OfPathways(query)}{OfWorker(query)}
        """;

    private static Sql LatePathways(WorklistQuery query) =>
        $"""
        SELECT {PathwayColumns($"p.next_on")} FROM pathway p WHERE p.organisation = {query.Organisation} AND p.closed_on IS NULL AND p.next_on < {query.Today}
        {OfPathways(query)}{SqlParts.If(query.Worker.Length > 0, $" AND p.owner = {query.Worker}")}
        """;

    private static Sql LateActions(WorklistQuery query) =>
        $"""
        SELECT {ActionColumns(query)} FROM agreed_action a LEFT JOIN network_meeting m ON m.id = a.meeting_id
        WHERE a.owner_organisation = {query.Organisation} AND a.status = {(int)AgreedActionStatus.Open} AND a.due_on < {query.Today}
        {OfActions(query)}{SqlParts.If(query.Worker.Length > 0, $" AND a.owner = {query.Worker}")}
        """;

    // What others have not done that own meetings agreed on.
    private static Sql OthersLateActions(WorklistQuery query) =>
        $"""
        SELECT {ActionColumns(query)} FROM agreed_action a LEFT JOIN network_meeting m ON m.id = a.meeting_id
        WHERE a.organisation = {query.Organisation} AND a.owner_organisation <> {query.Organisation}
          AND a.status = {(int)AgreedActionStatus.Open} AND a.due_on < {query.Today}
        {OfActions(query)}{SqlParts.If(query.Worker.Length > 0, $" AND a.owner = {query.Worker}")}
        """;

    private static Sql StuckPathways(WorklistQuery query) =>
        $"""
        SELECT {PathwayColumns($"coalesce(p.next_on, 'infinity'::date)")} FROM pathway p
        WHERE p.organisation = {query.Organisation} AND p.stuck_since IS NOT NULL
        {OfPathways(query)}{SqlParts.If(query.Worker.Length > 0, $" AND p.owner = {query.Worker}")}
        """;

    private static Sql EndingPeriods(WorklistQuery query) =>
        $"""
        SELECT {StepColumns($"s.planned_end")} FROM pathway_step s JOIN pathway p ON p.id = s.pathway_id
        WHERE s.pathway_organisation = {query.Organisation} AND s.ends_without_next AND s.planned_end <= {query.PeriodsUntil}
        {OfSteps(query)}{SqlParts.If(query.Worker.Length > 0, $" AND p.owner = {query.Worker}")}
        """;

    // As the index states it: as a parameter it would not know it.
    private static Sql IsOpenStep => $"s.status IN (1, 2)";

    private static Sql OfPathways(WorklistQuery query) =>
        $"{OfProgramme(query)}{SqlParts.If(query.Service.Length > 0, $" AND p.next_service = {query.Service}")}";

    private static Sql OfSteps(WorklistQuery query) =>
        $"{OfProgramme(query)}{SqlParts.If(query.Service.Length > 0, $" AND s.service = {query.Service}")}";

    private static Sql OfProgramme(WorklistQuery query) =>
        $"""
        {SqlParts.If(query.Municipality.Length > 0, $" AND p.municipality = {query.Municipality}")}
        {SqlParts.If(query.Programme.Length > 0, $" AND p.programme = {query.Programme}")}
        """;

    /// <summary>Of agreed actions and network meetings: nothing is found by what the reader is not told.</summary>
    public static Sql OfActions(WorklistQuery query) =>
        $"""
        {SqlParts.If(query.Municipality.Length > 0, $" AND m.municipality = {query.Municipality}")}
        {SqlParts.If(query.Programme.Length > 0, $" AND m.programme = {query.Programme}")}
        {SqlParts.If(query.Municipality.Length + query.Programme.Length > 0, $" AND {AgreedActionStore.ClientAsTold(query.Organisation)} IS NOT NULL")}
        {SqlParts.If(query.Service.Length > 0, $" AND false")}
        """;

    /// <summary>Nobody's work is no worker's.</summary>
    public static Sql OfWorker(WorklistQuery query) => SqlParts.If(query.Worker.Length > 0, $" AND false");

    private static Sql PathwayColumns(Sql day) =>
        $"""
        {(int)WorklistItemKind.Pathway} AS kind, p.id, p.id AS parent, p.client_id, p.municipality, p.programme, p.next_service AS service,
          p.owner AS worker, p.owner_name AS worker_name, p.next_kind AS action, true AS is_own_turn, {day} AS due_on, '' AS other, p.stuck_reason, p.escalation
        """;

    private static Sql StepColumns(Sql day) =>
        $"""
        {(int)WorklistItemKind.PathwayStep} AS kind, s.id, p.id AS parent, p.client_id, p.municipality, p.programme, s.service,
          CASE WHEN s.worker = '' THEN p.owner ELSE s.worker END AS worker,
          CASE WHEN s.worker = '' THEN p.owner_name ELSE s.worker_name END AS worker_name,
          CASE s.status WHEN {(int)PathwayStepStatus.Planned} THEN 'start-step' ELSE 'end-step' END AS action, true AS is_own_turn,
          {day} AS due_on, '' AS other, p.stuck_reason, p.escalation
        """;

    private static Sql ActionColumns(WorklistQuery query) =>
        $"""
        {(int)WorklistItemKind.AgreedAction} AS kind, a.id, a.meeting_id AS parent, {AgreedActionStore.ClientAsTold(query.Organisation)} AS client_id,
          CASE WHEN {AgreedActionStore.ClientAsTold(query.Organisation)} IS NULL THEN '' ELSE m.municipality END AS municipality,
          CASE WHEN {AgreedActionStore.ClientAsTold(query.Organisation)} IS NULL THEN '' ELSE m.programme END AS programme,
          '' AS service, a.owner AS worker, a.owner_name AS worker_name,
          'do-agreed-action' AS action, a.owner_organisation = {query.Organisation} AS is_own_turn, a.due_on,
          CASE WHEN a.owner_organisation <> {query.Organisation} THEN a.owner_organisation WHEN a.organisation <> {query.Organisation} THEN a.organisation
            ELSE '' END AS other,
          '' AS stuck_reason, 0 AS escalation
        """;
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
internal sealed record ListedWork(
    WorklistItemKind Kind, Guid Id, Guid Parent, Guid? ClientId, string Municipality,
    string Programme, string Service, string Worker, string WorkerName, string Action,
    bool IsOwnTurn, DateOnly DueOn, string Other, string StuckReason, int Escalation, string ClientName)
{
    public bool HasDay => DueOn != DateOnly.MaxValue;
}
