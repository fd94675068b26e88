using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Areas of responsibility, with one row per municipality and service for who answers on a day.</summary>
internal static class AreaStore
{
    /// <summary>Holds that one organisation answers, whoever else registers at the same moment.</summary>
    public const string AnsweredOnce = "area_answer_once";

    public static Query<Area> ById(Guid? id) => new($"SELECT {Columns} FROM area a LEFT JOIN unit u ON u.id = a.unit WHERE a.id = {id}", row => ReadNamed(row).Area);

    /// <summary>Newest first, with the units' names.</summary>
    public static Query<NamedArea> Of(string organisation, string municipality, string service, DateOnly? on, Guid before, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM area a LEFT JOIN unit u ON u.id = a.unit
            WHERE ({organisation} = '' OR a.organisation = {organisation}) AND ({municipality} = '' OR a.municipalities @> ARRAY[{municipality}]) AND ({service} = '' OR {service} = ANY(a.services))
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

    /// <summary>The first of another area's answers that these would meet.</summary>
    public static Query<AreaOverlap> Overlapping(Guid self, string[] municipalities, string[] services, DateOnly from, DateOnly? to) =>
        new(
            $"""
            SELECT w.municipality, w.service, a.organisation, a.id, a.valid_from, a.valid_to FROM area_answer w JOIN area a ON a.id = w.area
            WHERE w.municipality = ANY({municipalities}) AND w.service = ANY({services}) AND w.days && daterange({from}, {to}, '[]') AND w.area <> {self}
            ORDER BY w.municipality, w.service, a.valid_from LIMIT 1
            """,
            row => new AreaOverlap(row.GetString(0), row.GetString(1), row.GetString(2), row.GetGuid(3), row.GetFieldValue<DateOnly>(4), row.Day(5)));

    public static Sql Insert(Area area) =>
        $"""
        INSERT INTO area (id, version, organisation, unit, municipalities, services, valid_from, valid_to, basis)
        VALUES ({area.Id}, 1, {area.Organisation}, {area.Unit}, {area.Municipalities}, {area.Services}, {area.From}, {area.To}, {area.Basis})
        """;

    public static Sql Update(Area area) =>
        $"""
        UPDATE area SET version = {area.Version}, unit = {area.Unit}, municipalities = {area.Municipalities}, services = {area.Services},
          valid_from = {area.From}, valid_to = {area.To}, basis = {area.Basis}
        WHERE id = {area.Id} AND version = {area.Version - 1}
        """;

    public static Sql DeleteAnswers(Area area) => $"DELETE FROM area_answer WHERE area = {area.Id}";

    public static Sql InsertAnswers(Area area) =>
        $"""
        INSERT INTO area_answer (area, municipality, service, days)
        SELECT {area.Id}, m, s, daterange({area.From}, {area.To}, '[]') FROM unnest({area.Municipalities}) m CROSS JOIN unnest({area.Services}) s
        """;

    private static Sql Columns => $"a.id, a.version, a.organisation, a.unit, a.municipalities, a.services, a.valid_from, a.valid_to, a.basis, coalesce(u.name, '')";

    private static NamedArea ReadNamed(NpgsqlDataReader row) => new(
        new Area
        {
            Id = row.GetGuid(0),
            Version = row.GetInt64(1),
            Organisation = row.GetString(2),
            Unit = row.Id(3),
            Municipalities = row.GetFieldValue<string[]>(4),
            Services = row.GetFieldValue<string[]>(5),
            From = row.GetFieldValue<DateOnly>(6),
            To = row.Day(7),
            Basis = row.GetString(8),
        },
        row.GetString(9));
}

/// <summary>An area with its unit's name.</summary>
internal sealed record NamedArea(Area Area, string UnitName);
