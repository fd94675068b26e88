using Tyokyky.JobCoaching.Common;

namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>What the live pre-review counts: an organisation's own coachings, contacts, working time and results in a period, all at once.</summary>
[Row<Counted>]
[Row<TimeSpent>]
[Row<MeasuredPart>]
internal static partial class PreviewStore
{
    public static Query<Counted> Count(string organisation, Period period, string model, int competitiveHours)
    {
        var (from, to) = (period.From, period.To);
        return new(
            $"""
            WITH {Persons.Linked},
            coach AS MATERIALIZED (
              SELECT coach, count(*) FILTER (WHERE coalesce(to_day, 'infinity') >= {to}) AS coachings,
                least(max(coalesce(to_day, 'infinity')), {to}) - greatest(min(from_day), {from}) + 1 AS days
              FROM coach_period
              WHERE organisation = {organisation} AND from_day <= {to} AND coalesce(to_day, 'infinity') >= {from}{Of(model)} GROUP BY coach),
            again AS (
              SELECT count(*) - count(DISTINCT (p.coach, coalesce(l.person, p.client_id))) AS more
              FROM (
                SELECT coaching_id, coach, client_id, from_day, to_day FROM coach_period WHERE organisation = {organisation} AND again{Of(model)}
                UNION
                SELECT coaching_id, coach, client_id, from_day, to_day FROM linked JOIN coach_period ON client_id = linked.id
                WHERE organisation = {organisation}{Of(model)}
              ) p LEFT JOIN linked l ON l.id = p.client_id
              WHERE p.from_day <= {to} AND coalesce(p.to_day, 'infinity') >= {to}),
            coaches AS (
              SELECT coalesce(sum(coach.days), 0)::bigint AS days, count(*) AS coaches, coalesce(sum(coachings), 0)::bigint AS coachings,
                count(*) FILTER (WHERE coachings > 0) AS on_last_day, count(*) FILTER (WHERE EXISTS (
                SELECT FROM coach_time t
                WHERE t.organisation = {organisation} AND t.coach = coach.coach AND t.worked_on BETWEEN {from} AND {to} AND t.error_reason = '')) AS timed
              FROM coach),
            started AS (
              SELECT count(*) AS started, count(*) FILTER (WHERE n.first_employer_contact_on <= {to}) AS contacted,
                coalesce(sum(greatest(n.first_employer_contact_on - n.started_on, 0)) FILTER (WHERE n.first_employer_contact_on <= {to}), 0) AS days
              FROM counted_coaching n WHERE n.organisation = {organisation} AND n.started_on BETWEEN {from} AND {to}{Of(model)}),
            contact AS (
              SELECT coalesce(sum(contacts), 0) AS contacts, coalesce(sum(contacts) FILTER (WHERE wishes_known), 0) AS wished,
                coalesce(sum(contacts) FILTER (WHERE wishes_known AND matches), 0) AS matching, coalesce(sum(contacts) FILTER (WHERE in_person), 0) AS in_person
              FROM employer_contact_day WHERE organisation = {organisation} AND contacted_on BETWEEN {from} AND {to}{Of(model)}),
            job AS (
              SELECT coalesce(l.person, r.client_id) AS person, r.employer_id, nullif(r.occupation, '') AS occupation, nullif(r.weekly_hours, 0) AS hours,
                r.open_labour_market AND r.weekly_hours >= {competitiveHours} AS competitive
              FROM result r LEFT JOIN linked l ON l.id = r.client_id
              WHERE r.organisation = {organisation} AND r.started_on BETWEEN {from} AND {to} AND r.type IN (1, 2) AND r.state <> 3
                AND (r.coaching_id IS NOT NULL{OfCoaching(model)} OR EXISTS (
                  SELECT FROM coach_period p
                  WHERE p.organisation = {organisation} AND p.from_day <= r.started_on{Of(model)}
                    AND p.client_id = ANY(CASE WHEN l.id IS NULL THEN ARRAY[r.client_id] ELSE tyokyky_same_client(r.client_id) END)))),
            jobs AS (
              SELECT count(*) AS jobs, count(occupation) AS with_occupation, count(DISTINCT occupation) AS occupations, count(employer_id) AS with_employer,
                count(DISTINCT employer_id) AS employers, count(hours) AS with_hours, count(*) FILTER (WHERE hours > 0 AND competitive) AS competitive,
                count(DISTINCT person) FILTER (WHERE hours > 0) AS persons,
                count(DISTINCT person) FILTER (WHERE hours > 0 AND competitive) AS persons_competitive
              FROM job)
            SELECT coaches.coachings - again.more, coaches.on_last_day, coaches.days, coaches.timed, coaches.coaches - coaches.timed,
              started.started, started.contacted, started.days::bigint,
              contact.contacts::bigint, contact.wished::bigint, contact.matching::bigint, contact.in_person::bigint,
              jobs.jobs, jobs.with_occupation, jobs.occupations, jobs.with_employer, jobs.employers, jobs.with_hours, jobs.competitive,
              jobs.persons, jobs.persons_competitive
            FROM coaches, again, started, contact, jobs
            """,
            CountedRow.Read);
    }

    public static Query<IReadOnlyList<TimeSpent>> Time(string organisation, Period period, string[] reviewKinds) =>
        new Query<TimeSpent>(
            $"""
            SELECT kind, place, sum(minutes)::bigint, CASE WHEN kind = ANY({reviewKinds}) THEN array_agg(DISTINCT worked_on) ELSE ARRAY[]::date[] END
            FROM coach_time_day
            WHERE organisation = {organisation} AND worked_on BETWEEN {period.From} AND {period.To} AND minutes > 0
            GROUP BY kind, place ORDER BY kind, place
            """,
            TimeSpentRow.Read).All();

    /// <summary>Times for contact that ended in the period, by part.</summary>
    public static Query<IReadOnlyList<MeasuredPart>> Windows(string organisation, Period period, string model) =>
        new Query<MeasuredPart>(
            $"""
            SELECT part, sum(kept)::bigint, sum(due)::bigint FROM follow_along_day
            WHERE organisation = {organisation} AND last_day BETWEEN {period.From} AND {period.To} AND due > 0{Of(model)} GROUP BY part ORDER BY part
            """,
            MeasuredPartRow.Read).All();

    private static Sql OfCoaching(string model) =>
        SqlParts.If(model.Length > 0, $" AND (SELECT c.model FROM coaching c WHERE c.id = r.coaching_id) = {model}");

    private static Sql Of(string model) => SqlParts.If(model.Length > 0, $" AND model = {model}");
}
