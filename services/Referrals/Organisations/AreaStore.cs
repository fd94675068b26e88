using Npgsql;

namespace Tyokyky.Referrals.Organisations;

/// <summary>Areas of responsibility, with one row per municipality and service for who answers on a day.</summary>
[Row<Area>("area", Alias = "a", Columns = ["From=valid_from", "To=valid_to"], Fixed = ["Organisation"])]
[Row<AreaOverlap>(Columns = ["From=valid_from", "To=valid_to"])]
internal static partial class AreaStore
{
    /// <summary>Holds that one organisation answers, whoever else registers at the same moment.</summary>
    public const string AnsweredOnce = "area_answer_once";

    /// <summary>One registration at a time: two that meet in several municipalities would wait for each other.</summary>
    public static Sql Turn => $"SELECT pg_advisory_xact_lock(hashtextextended('area', 0))";

    public static Query<Area> ById(Guid? id) => new($"SELECT {AreaRow.Columns} FROM area a WHERE a.id = {id}", AreaRow.Read);

    /// <summary>Newest first, with the units' names.</summary>
    public static Query<NamedArea> Of(string organisation, string municipality, string service, DateOnly? on, Guid before, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM area a LEFT JOIN unit u ON u.id = a.unit
            WHERE ({organisation} = '' OR a.organisation = {organisation}) AND ({municipality} = '' OR a.municipalities @> ARRAY[{municipality}])
              AND ({service} = '' OR {service} = ANY(a.services))
              AND ({on}::date IS NULL OR (a.valid_from <= {on} AND (a.valid_to IS NULL OR a.valid_to >= {on}))) AND a.id < {before}
            ORDER BY a.id DESC LIMIT {limit}
            """,
            ReadNamed);

    /// <summary>The area that answers for a service in a municipality on a day.</summary>
    public static Query<NamedArea> Answering(string municipality, string service, DateOnly on) =>
        new(
            $"""
            SELECT {Columns} FROM area_answer w JOIN area a ON a.id = w.area LEFT JOIN unit u ON u.id = a.unit
            WHERE w.municipality = {municipality} AND w.service = {service} AND w.days @> {on}
            """,
            ReadNamed);

    /// <summary>Whether the organisation answers for some service in the municipality on a day.</summary>
    public static Query<bool> Answers(string organisation, string municipality, DateOnly on) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM area_answer w JOIN area a ON a.id = w.area
              WHERE w.municipality = {municipality} AND w.days @> {on} AND a.organisation = {organisation})
            """,
            row => row.GetBoolean(0));

    /// <summary>The first of another area's answers that this one's would meet.</summary>
    public static Query<AreaOverlap> Overlapping(Area area) =>
        new(
            $"""
            SELECT {AreaOverlapRow.Columns} FROM area_answer w JOIN area a ON a.id = w.area
            WHERE w.municipality = ANY({area.Municipalities}) AND w.service = ANY({area.Services})
              AND w.days && daterange({area.From}, {area.To}, '[]') AND w.area <> {area.Id}
            ORDER BY w.municipality, w.service, a.valid_from LIMIT 1
            """,
            AreaOverlapRow.Read);

    public static Sql DeleteAnswers(Area area) => $"DELETE FROM area_answer WHERE area = {area.Id}";

    public static Sql InsertAnswers(Area area) =>
        $"""
        INSERT INTO area_answer (area, municipality, service, days)
        SELECT {area.Id}, m, s, daterange({area.From}, {area.To}, '[]') FROM unnest({area.Municipalities}) m CROSS JOIN unnest({area.Services}) s
        """;

    private static Sql Columns => $"{AreaRow.Columns}, coalesce(u.name, '') AS unit_name";

    private static NamedArea ReadNamed(NpgsqlDataReader row) => new(AreaRow.Read(row), row.GetString(AreaRow.Width));
}

/// <summary>An area with its unit's name.</summary>
internal sealed record NamedArea(Area Area, string UnitName);
