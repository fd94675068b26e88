namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>
/// Contacts that were planned and not made; one that names no coach is for whoever coaches the client by now. Of a coaching that was a mistake none is.
/// </summary>
internal sealed class PlannedContactsDue : IAgendaSource
{
    private const int Planned = (int)PlannedContactState.Planned;

    public Sql Due(AgendaScope scope) =>
        $"""
        SELECT {(int)AgendaKind.PlannedContact}::int AS kind, id AS subject_id, coaching_id, client_id, coach, planned_on AS due_on,
          NULL::date AS last_contact_on, party, mode, purpose
        FROM ({SqlParts.Either(scope.Coach.Length > 0, OfCoach(scope), OfAll(scope))}) planned
        ORDER BY planned_on, id LIMIT {scope.Limit}
        """;

    private static Sql OfAll(AgendaScope scope) =>
        $"""
        SELECT p.id, p.coaching_id, p.client_id, CASE WHEN p.coach = '' THEN n.coach ELSE p.coach END AS coach, p.planned_on, p.party, p.mode, p.purpose
        FROM planned_contact p JOIN counted_coaching n ON n.coaching_id = p.coaching_id
        WHERE p.organisation = {scope.Organisation} AND p.state = {Planned} AND {Ahead(scope)} ORDER BY p.planned_on, p.id LIMIT {scope.Limit}
        """;

    private static Sql OfCoach(AgendaScope scope) =>
        $"""
        SELECT p.id, p.coaching_id, p.client_id, p.coach, p.planned_on, p.party, p.mode, p.purpose
        FROM planned_contact p JOIN counted_coaching n ON n.coaching_id = p.coaching_id
        WHERE p.organisation = {scope.Organisation} AND p.state = {Planned} AND p.coach = {scope.Coach} AND {Ahead(scope)}
        UNION ALL
        SELECT p.id, p.coaching_id, p.client_id, n.coach, p.planned_on, p.party, p.mode, p.purpose
        FROM counted_coaching n JOIN planned_contact p ON p.coaching_id = n.coaching_id
        WHERE n.organisation = {scope.Organisation} AND n.coach = {scope.Coach} AND p.state = {Planned} AND p.coach = '' AND {Ahead(scope)}
        """;

    private static Sql Ahead(AgendaScope scope) => scope.Ahead($"p.planned_on", AgendaKind.PlannedContact, $"p.id");
}

/// <summary>Coachings under way without contact for long.</summary>
internal sealed class SilentCoachingsDue : IAgendaSource
{
    public Sql Due(AgendaScope scope)
    {
        Sql dueOn = $"(last_contact_on + {CoachingLimits.On(scope.Today).NoContactDays})";
        return $"""
            SELECT {(int)AgendaKind.NoContact}::int AS kind, coaching_id AS subject_id, coaching_id, client_id, coach, {dueOn} AS due_on,
              last_contact_on, 0 AS party, 0 AS mode, '' AS purpose
            FROM counted_coaching
            WHERE organisation = {scope.Organisation} AND standing = {(int)CoachingState.Started} AND supported_from IS NULL
              AND {scope.Ahead(dueOn, AgendaKind.NoContact, $"coaching_id")}{scope.OfCoach}
            ORDER BY last_contact_on, coaching_id LIMIT {scope.Limit}
            """;
    }
}

/// <summary>Support in work in which contact is due: weekly at first, monthly then.</summary>
internal sealed class InWorkSupportsDue : IAgendaSource
{
    public Sql Due(AgendaScope scope)
    {
        var limits = CoachingLimits.On(scope.Today);
        Sql dueOn =
            $"""
            (last_contact_on + CASE WHEN last_contact_on < supported_from + {CoachingLimits.FirstMonth}
              THEN {limits.FirstMonthDays} ELSE {limits.SupportDays} END)
            """;
        return $"""
            SELECT {(int)AgendaKind.InWorkSupport}::int AS kind, coaching_id AS subject_id, coaching_id, client_id, coach, {dueOn} AS due_on,
              last_contact_on, 0 AS party, 0 AS mode, '' AS purpose
            FROM counted_coaching
            WHERE organisation = {scope.Organisation} AND supported_from IS NOT NULL
              AND {scope.Ahead(dueOn, AgendaKind.InWorkSupport, $"coaching_id")}{scope.OfCoach}
            ORDER BY due_on, coaching_id LIMIT {scope.Limit}
            """;
    }
}

/// <summary>Pauses that are to be looked at.</summary>
internal sealed class PauseReviewsDue : IAgendaSource
{
    public Sql Due(AgendaScope scope) =>
        $"""
        SELECT {(int)AgendaKind.PauseReview}::int AS kind, coaching_id AS subject_id, coaching_id, client_id, coach, review_on AS due_on,
          last_contact_on, 0 AS party, 0 AS mode, '' AS purpose
        FROM counted_coaching
        WHERE organisation = {scope.Organisation} AND review_on IS NOT NULL
          AND {scope.Ahead($"review_on", AgendaKind.PauseReview, $"coaching_id")}{scope.OfCoach}
        ORDER BY review_on, coaching_id LIMIT {scope.Limit}
        """;
}
