using Npgsql;

namespace Tyokyky.EmployerRelations.Persistence;

/// <summary>Openings.</summary>
internal static class OpeningStore
{
    public static Query<Opening> ById(Guid id) => new($"SELECT {Columns} FROM opening o JOIN employer e ON e.id = o.employer_id WHERE o.id = {id}", Read);

    /// <summary>
    /// The openings that are open on a day, best fit first: ranked in the database, a page at a time, each with what it meets. A wish that was not
    /// made is not met.
    /// </summary>
    public static Query<FittingOpening> Fitting(Wishes wishes, DateOnly on, int afterScore, DateOnly afterDay, Guid afterId, int limit) =>
        new(
            $"""
            WITH ranked AS (
              SELECT id, open_from, occupation_met, municipality_met, hours_met, occupation_met::int + municipality_met::int + hours_met::int AS score
              FROM opening, LATERAL (SELECT
                ARRAY[left(occupation, 1), left(occupation, 2), left(occupation, 3), occupation] && {wishes.Occupations} AS occupation_met,
                municipality = ANY({wishes.Municipalities}) AS municipality_met,
                weekly_hours <= {wishes.MaxWeeklyHours} AS hours_met) met
              WHERE NOT closed AND open_from <= {on} AND (open_to IS NULL OR open_to >= {on})
            ), page AS (
              SELECT * FROM ranked WHERE (score, open_from, id) < ({afterScore}, {afterDay}, {afterId}) ORDER BY score DESC, open_from DESC, id DESC LIMIT {limit}
            )
            SELECT {Columns}, p.occupation_met, p.municipality_met, p.hours_met
            FROM page p JOIN opening o ON o.id = p.id JOIN employer e ON e.id = o.employer_id
            ORDER BY p.score DESC, p.open_from DESC, p.id DESC
            """,
            row => new FittingOpening(Read(row), row.GetBoolean(12), row.GetBoolean(13), row.GetBoolean(14)));

    public static Sql Insert(Opening opening) =>
        $"""
        INSERT INTO opening (id, version, employer_id, title, occupation, municipality, weekly_hours, kind, open_from, open_to, closed)
        VALUES ({opening.Id}, 1, {opening.EmployerId}, {opening.Title}, {opening.Occupation}, {opening.Municipality}, {opening.WeeklyHours}, {opening.Kind}, {opening.OpenFrom}, {opening.OpenTo}, false)
        """;

    public static Sql UpdateClosed(Opening opening) =>
        $"UPDATE opening SET version = {opening.Version}, closed = {opening.Closed} WHERE id = {opening.Id} AND version = {opening.Version - 1}";

    private static Sql Columns => $"o.id, o.version, o.employer_id, e.name, o.title, o.occupation, o.municipality, o.weekly_hours, o.kind, o.open_from, o.open_to, o.closed";

    private static Opening Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        EmployerId = row.GetGuid(2),
        EmployerName = row.GetString(3),
        Title = row.GetString(4),
        Occupation = row.GetString(5),
        Municipality = row.GetString(6),
        WeeklyHours = row.GetInt32(7),
        Kind = row.GetString(8),
        OpenFrom = row.GetFieldValue<DateOnly>(9),
        OpenTo = row.Day(10),
        Closed = row.GetBoolean(11),
    };
}
