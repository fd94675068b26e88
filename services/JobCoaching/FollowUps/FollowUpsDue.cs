using Tyokyky.JobCoaching.Caseloads;

namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Follow-ups that somebody has to attempt: their owner, else whoever coaches the client by now.</summary>
internal sealed class FollowUpsDue : IAgendaSource
{
    public Sql Due(AgendaScope scope) =>
        $"""
        SELECT {(int)AgendaKind.FollowUp}::int AS kind, id AS subject_id, coaching_id, client_id, coach, next_attempt_on AS due_on,
          NULL::date AS last_contact_on, 0 AS party, 0 AS mode, '' AS purpose
        FROM (
          SELECT f.id, f.coaching_id, f.client_id, coalesce(nullif(f.owner, ''), c.coach, '') AS coach, f.next_attempt_on
          FROM follow_up f LEFT JOIN coaching c ON c.id = f.coaching_id
          WHERE f.organisation = {scope.Organisation} AND {scope.Ahead($"f.next_attempt_on", AgendaKind.FollowUp, $"f.id")}) open
        WHERE true{scope.OfCoach}
        ORDER BY next_attempt_on, id LIMIT {scope.Limit}
        """;
}
