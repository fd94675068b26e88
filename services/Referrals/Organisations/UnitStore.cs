using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Organisations' units.</summary>
internal static class UnitStore
{
    public static Query<Unit> ById(Guid? id) => new($"SELECT {Columns} FROM unit WHERE id = {id}", Read);

    public static Query<Unit> ByName(string organisation, string prefix, string service, DateOnly on, string afterName, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM unit
            WHERE ({organisation} = '' OR organisation = {organisation}) AND lower(name) LIKE {NamePrefix.Of(prefix)} AND ({service} = '' OR {service} = ANY(services))
              AND (valid_from IS NULL OR valid_from <= {on}) AND (valid_to IS NULL OR valid_to >= {on}) AND (name, id) > ({afterName}, {afterId})
            ORDER BY name, id LIMIT {limit}
            """,
            Read);

    public static Sql Insert(Unit unit) =>
        $"""
        INSERT INTO unit (id, version, organisation, name, municipality, services, valid_from, valid_to)
        VALUES ({unit.Id}, 1, {unit.Organisation}, {unit.Name}, {unit.Municipality}, {unit.Services}, {unit.Days.From}, {unit.Days.To})
        """;

    public static Sql Update(Unit unit) =>
        $"""
        UPDATE unit SET version = {unit.Version}, name = {unit.Name}, municipality = {unit.Municipality}, services = {unit.Services}, valid_from = {unit.Days.From}, valid_to = {unit.Days.To}
        WHERE id = {unit.Id} AND version = {unit.Version - 1}
        """;

    private static Sql Columns => $"id, version, organisation, name, municipality, services, valid_from, valid_to";

    private static Unit Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        Organisation = row.GetString(2),
        Name = row.GetString(3),
        Municipality = row.GetString(4),
        Services = row.GetFieldValue<string[]>(5),
        Days = new Validity(row.Day(6), row.Day(7)),
    };
}
