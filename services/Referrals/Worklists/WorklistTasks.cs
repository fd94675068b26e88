namespace Tyokyky.Referrals.Worklists;

/// <summary>
/// The parts of worklists that are tasks. A case manager is told to the two sides of a task, and counts for them, when of one of them:
/// that a third organisation has the client is confidential.
/// </summary>
internal static class WorklistTasks
{
    private const int Sender = (int)Relation.Sender;
    private const int Receiver = (int)Relation.Receiver;

    /// <summary>Open received tasks that the workers have.</summary>
    public static Sql OfWorkers(WorklistQuery query) =>
        $"""
        SELECT {Columns(query, $"coalesce(t.due_on, 'infinity'::date)")} FROM task t {Around}
        WHERE t.receiver = {query.Organisation} AND t.worker = ANY({query.Workers}) AND t.worker <> '' AND {IsOpen}{Matching(query)}
        """;

    /// <summary>Tasks of the workers' clients whose turn is the organisation's and that nobody in it has.</summary>
    public static Sql OfTheirClients(WorklistQuery query) =>
        $"""
        SELECT {Columns(query, $"t.due_on")} FROM case_management m
        JOIN task t ON t.client_id = ANY(tyokyky_same_client(m.client_id)) JOIN referral f ON f.id = t.referral_id
        WHERE m.organisation = {query.Organisation} AND m.worker = ANY({query.Workers}) AND m.client_id = tyokyky_case_of(m.client_id) AND t.due_on IS NOT NULL
          AND ((t.receiver = {query.Organisation} AND t.due_by = {Receiver} AND t.professional IS NULL)
            OR (t.sender = {query.Organisation} AND t.due_by = {Sender})){Matching(query)}
        """;

    /// <summary>Open received tasks that nobody has, of clients whose case manager is not of the organisation.</summary>
    public static Sql Unassigned(WorklistQuery query) =>
        $"""
        SELECT {Columns(query, $"coalesce(t.due_on, 'infinity'::date)")} FROM task t {Around}
        WHERE t.receiver = {query.Organisation} AND {IsOpen} AND t.professional IS NULL
          AND {NotOfOwn(query)}{Matching(query)}{WorklistStore.OfWorker(query)}
        """;

    /// <summary>Tasks that the organisation may take.</summary>
    public static Sql Claimable(WorklistQuery query) =>
        $"""
        SELECT {(int)WorklistItemKind.Task} AS kind, t.id, t.referral_id AS parent, t.client_id, f.municipality, f.programme, t.service,
          '' AS worker, '' AS worker_name, CASE WHEN t.receiver = '' THEN 'decide-task' ELSE 'answer-transfer' END AS action, true AS is_own_turn,
          coalesce(t.take_by, 'infinity'::date) AS due_on,
          CASE WHEN t.receiver = '' THEN t.sender ELSE t.receiver END AS other, '' AS stuck_reason, 0 AS escalation
        FROM task t JOIN referral f ON f.id = t.referral_id
        WHERE t.takers @> ARRAY[{query.Organisation}] AND t.takers <> ARRAY[]::text[]{Matching(query)}{WorklistStore.OfWorker(query)}
        """;

    /// <summary>Tasks past their day in which it is the own or the other side's turn.</summary>
    public static Sql Turns(WorklistQuery query, bool own, bool asReceiver)
    {
        var turn = own == asReceiver ? Receiver : Sender;
        var side = SqlParts.Either(asReceiver, $"t.receiver = {query.Organisation}", $"t.sender = {query.Organisation}");
        return $"""
            SELECT {Columns(query, $"t.due_on")} FROM task t {Around}
            WHERE {side} AND t.due_by = {turn}
              AND t.due_on < {query.Today}{Matching(query)}{SqlParts.If(query.Worker.Length > 0, $" AND {Worker(query)} = {query.Worker}")}
            """;
    }

    // As the indexes state it: as parameters they would not know it.
    private static Sql IsOpen => $"t.status IN (2, 3, 5, 6)";

    private static Sql Matching(WorklistQuery query) =>
        $"""
        {SqlParts.If(query.Municipality.Length > 0, $" AND f.municipality = {query.Municipality}")}
        {SqlParts.If(query.Programme.Length > 0, $" AND f.programme = {query.Programme}")}
        {SqlParts.If(query.Service.Length > 0, $" AND t.service = {query.Service}")}
        """;

    // The case manager under whichever of the client's ids.
    private static Sql Around =>
        $"""
        JOIN referral f ON f.id = t.referral_id
        LEFT JOIN case_management m
          ON m.client_id = tyokyky_case_of(t.client_id) AND m.worker <> '' AND m.organisation IN (t.sender, t.receiver)
        """;

    // As a value for each row, so that the rows come in their order until the page is full; a join would be made of all of them first.
    private static Sql NotOfOwn(WorklistQuery query) =>
        $"""
        coalesce((SELECT c.organisation <> {query.Organisation} FROM case_management c
          WHERE c.client_id = tyokyky_case_of(t.client_id) AND c.worker <> ''), true)
        """;

    // Who has a received task answers for it, else the client's case manager.
    private static Sql Worker(WorklistQuery query) =>
        $"CASE WHEN t.receiver = {query.Organisation} AND t.professional IS NOT NULL THEN t.worker ELSE coalesce(m.worker, '') END";

    private static Sql Columns(WorklistQuery query, Sql day) =>
        $"""
        {(int)WorklistItemKind.Task} AS kind, t.id, t.referral_id AS parent, t.client_id, f.municipality, f.programme, t.service, {Worker(query)} AS worker,
          CASE WHEN t.receiver = {query.Organisation} AND t.professional IS NOT NULL THEN t.worker_name ELSE coalesce(m.worker_name, '') END AS worker_name,
          t.due_action AS action, (t.receiver = {query.Organisation}) = (t.due_by = {Receiver}) AS is_own_turn, {day} AS due_on,
          CASE WHEN t.receiver = {query.Organisation} THEN t.sender ELSE t.receiver END AS other, '' AS stuck_reason, 0 AS escalation
        """;
}
