using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Worklists;

/// <summary>The parts of worklists that are network meetings: few are to come at a time, so that what is invited to them is sorted as it is.</summary>
internal static class WorklistMeetings
{
    /// <summary>Meetings to come that the workers are invited to.</summary>
    public static Sql OfWorkers(WorklistQuery query) =>
        $"""
        SELECT {Columns(query, "attend-meeting")} FROM network_meeting m JOIN (
          SELECT DISTINCT ON (n.meeting_id) n.meeting_id, p.subject, p.name FROM network_participant n JOIN professional p ON p.id = n.professional
          WHERE n.organisation = {query.Organisation} AND n.awaited AND p.subject = ANY({query.Workers}) AND p.subject <> ''
          ORDER BY n.meeting_id, n.number) AS w ON w.meeting_id = m.id
        WHERE {IsPlanned}{WorklistStore.OfActions(query)}
        """;

    /// <summary>Invitations that name none of the organisation's professionals.</summary>
    public static Sql Unassigned(WorklistQuery query) =>
        $"""
        SELECT {Columns(query, "attend-meeting")} FROM network_meeting m JOIN (
          SELECT n.meeting_id, '' AS subject, '' AS name FROM network_participant n WHERE n.organisation = {query.Organisation} AND n.awaited
          GROUP BY n.meeting_id HAVING count(n.professional) = 0) AS w ON w.meeting_id = m.id
        WHERE {IsPlanned} AND m.organisation <> {query.Organisation}{WorklistStore.OfActions(query)}{WorklistStore.OfWorker(query)}
        """;

    /// <summary>Own meetings past their day of which nothing was recorded, with who was to lead them.</summary>
    public static Sql Late(WorklistQuery query) =>
        $"""
        SELECT {Columns(query, "hold-meeting")} FROM network_meeting m LEFT JOIN LATERAL (
          SELECT p.subject, p.name FROM network_participant n JOIN professional p ON p.id = n.professional
          WHERE n.meeting_id = m.id AND n.organisation = m.organisation AND n.is_chair LIMIT 1) AS w ON true
        WHERE m.organisation = {query.Organisation} AND {IsPlanned} AND m.planned_on < {query.Today}
        {WorklistStore.OfActions(query)}{SqlParts.If(query.Worker.Length > 0, $" AND w.subject = {query.Worker}")}
        """;

    // As the index states it: as a parameter it would not know it.
    private static Sql IsPlanned => $"m.status = 1";

    private static Sql Columns(WorklistQuery query, string action)
    {
        var client = AgreedActionStore.ClientAsTold(query.Organisation);
        return $"""
            {(int)WorklistItemKind.NetworkMeeting} AS kind, m.id, m.id AS parent, {client} AS client_id,
              CASE WHEN {client} IS NULL THEN '' ELSE m.municipality END AS municipality, CASE WHEN {client} IS NULL THEN '' ELSE m.programme END AS programme,
              '' AS service, coalesce(w.subject, '') AS worker, coalesce(w.name, '') AS worker_name, {action} AS action, true AS is_own_turn,
              coalesce(m.planned_on, 'infinity'::date) AS due_on,
              CASE WHEN m.organisation = {query.Organisation} THEN '' ELSE m.organisation END AS other, '' AS stuck_reason, 0 AS escalation
            """;
    }
}
