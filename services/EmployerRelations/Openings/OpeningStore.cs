using Npgsql;

namespace Tyokyky.EmployerRelations.Openings;

/// <summary>Openings.</summary>
[Row<Opening>("opening", Alias = "o", Skip = ["EmployerName"],
    Fixed = ["EmployerId", "Title", "Occupation", "Municipality", "WeeklyHours", "Kind", "OpenFrom", "OpenTo"])]
[Row<MetWishes>(Alias = "p")]
internal static partial class OpeningStore
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
              SELECT * FROM ranked WHERE (score, open_from, id) < ({afterScore}, {afterDay}, {afterId})
              ORDER BY score DESC, open_from DESC, id DESC LIMIT {limit}
            )
            SELECT {Columns}, {MetWishesRow.Columns}
            FROM page p JOIN opening o ON o.id = p.id JOIN employer e ON e.id = o.employer_id
            ORDER BY p.score DESC, p.open_from DESC, p.id DESC
            """,
            row => new FittingOpening(Read(row), MetWishesRow.Read(row, OpeningRow.Width + 1)));

    private static Sql Columns => $"{OpeningRow.Columns}, e.name";

    private static Opening Read(NpgsqlDataReader row) => OpeningRow.Read(row) with { EmployerName = row.GetString(OpeningRow.Width) };
}
