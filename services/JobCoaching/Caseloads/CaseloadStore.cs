using Tyokyky.JobCoaching.Common;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Caseloads, what is due, planned contacts and working time. What keeps the read models: docs/adr/0020.</summary>
[Row<ContactPlan>("planned_contact", Alias = "p", Fixed = ["CoachingId", "ClientId", "Organisation", "Party", "Mode", "Purpose", "Note"])]
[Row<WorkedTime>("coach_time", Alias = "t", Fixed = ["Organisation", "Coach", "WorkedOn", "Kind", "Place", "Minutes"])]
[Row<CoachLoad>]
[Row<DueItem>]
internal static partial class CaseloadStore
{
    /// <summary>To be changed.</summary>
    public static AggregateQuery<ContactPlan> WholePlan(Guid id) => Aggregate.Of("planned-contact", id, PlanById(id));

    public static Query<ContactPlan> PlanById(Guid id) => new($"SELECT {ContactPlanRow.Columns} FROM planned_contact p WHERE p.id = {id}", ContactPlanRow.Read);

    /// <summary>To be changed.</summary>
    public static AggregateQuery<WorkedTime> WholeTime(Guid id) => Aggregate.Of(
        "coach-time", id, new Query<WorkedTime>($"SELECT {WorkedTimeRow.Columns} FROM coach_time t WHERE t.id = {id}", WorkedTimeRow.Read));

    /// <summary>Whether a contact that is no mistake was logged in the coaching.</summary>
    public static Query<bool> HasContact(Guid coachingId, Guid contactId) => new(
        $"SELECT EXISTS (SELECT FROM coaching_contact WHERE id = {contactId} AND coaching_id = {coachingId} AND error_reason = '')", row => row.GetBoolean(0));

    /// <summary>What a coach's day has already.</summary>
    public static Query<int> MinutesOf(WorkedTime time) => new($"SELECT coalesce(sum(t.minutes), 0)::int {OfDay(time)}", row => row.GetInt32(0));

    /// <summary>The day must not be too long when it is written; who writes of the same day waits.</summary>
    public static Commit WithinItsDay(this Commit commit, WorkedTime time) => commit
        .Lock($"SELECT pg_advisory_xact_lock(hashtextextended({time.Organisation} || ' ' || {time.Coach} || ' ' || {time.WorkedOn}::text, 1))")
        .GuardAbsence($"SELECT {OfDay(time)} HAVING sum(t.minutes) > {WorkedTime.LongestDay - time.Minutes}");

    /// <summary>Newest day first.</summary>
    public static Query<WorkedTime> Times(string organisation, string coach, DateOnly from, DateOnly to, (DateOnly Day, Guid Id) before, int limit) =>
        new(
            $"""
            SELECT {WorkedTimeRow.Columns} FROM coach_time t
            WHERE t.organisation = {organisation} AND t.worked_on BETWEEN {from} AND {to} AND (t.worked_on, t.id) < ({before.Day}, {before.Id})
            {SqlParts.If(coach.Length > 0, $" AND t.coach = {coach}")} ORDER BY t.worked_on DESC, t.id DESC LIMIT {limit}
            """,
            WorkedTimeRow.Read);

    /// <summary>Whom coaches have now, by coach.</summary>
    public static Query<CoachLoad> Loads(string organisation, string coach, int moreThan, string after, int limit) =>
        new(
            $"""
            WITH {Persons.Linked}
            SELECT coach, max(coach_name), count(DISTINCT person)::int, count(DISTINCT person) FILTER (WHERE standing <> 0)::int,
              (count(DISTINCT person) FILTER (WHERE standing <> 0)
                - count(DISTINCT person) FILTER (WHERE standing = {(int)CoachingState.Started}))::int,
              count(DISTINCT person) FILTER (WHERE supported_from IS NOT NULL)::int
            FROM (
              SELECT n.coach, n.coach_name, n.standing, n.supported_from, coalesce(l.person, n.client_id) AS person
              FROM counted_coaching n LEFT JOIN linked l ON l.id = n.client_id
              WHERE n.organisation = {organisation} AND (n.standing <> 0 OR n.supported_from IS NOT NULL) AND n.coach > {after}
              {SqlParts.If(coach.Length > 0, $" AND n.coach = {coach}")}) client
            GROUP BY coach HAVING count(DISTINCT person) > {moreThan} ORDER BY coach LIMIT {limit}
            """,
            CoachLoadRow.Read);

    /// <summary>What is due, the earliest first.</summary>
    public static Query<DueItem> Due(IEnumerable<IAgendaSource> sources, AgendaScope scope)
    {
        var all = sources.Select(source => (Sql)$"({source.Due(scope)})").Aggregate((before, next) => $"{before} UNION ALL {next}");
        return new(
            $"""
            SELECT kind, subject_id, coaching_id, client_id, coach, due_on, last_contact_on, party, mode, purpose FROM ({all}) due
            ORDER BY due_on, kind, subject_id LIMIT {scope.Limit}
            """,
            DueItemRow.Read);
    }

    private static Sql OfDay(WorkedTime time) =>
        $"""
        FROM coach_time t
        WHERE t.organisation = {time.Organisation} AND t.coach = {time.Coach} AND t.worked_on = {time.WorkedOn} AND t.error_reason = ''
        """;
}

/// <summary>Whom a coach has now, as persons.</summary>
internal sealed record CoachLoad(string Coach, string CoachName, int Clients, int InCoaching, int Paused, int InWorkSupport);
