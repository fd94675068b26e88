using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Organisations' professionals.</summary>
internal static class ProfessionalStore
{
    public static Query<Professional> ById(Guid? id) => new($"SELECT {Columns} FROM {Tables} WHERE p.id = {id}", row => ReadNamed(row).Professional);

    public static Query<NamedProfessional> ByIds(Guid[] ids, string[] subjects) =>
        new($"SELECT {Columns} FROM {Tables} WHERE p.id = ANY({ids}) OR p.subject = ANY({subjects}) ORDER BY p.name, p.id", ReadNamed);

    public static Query<NamedProfessional> ByName(ProfessionalFilter filter, string afterName, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM {Tables}
            WHERE ({filter.Organisation} = '' OR p.organisation = {filter.Organisation}) AND ({filter.Unit}::uuid IS NULL OR p.unit = {filter.Unit})
              AND ({filter.Profession} = '' OR p.profession = {filter.Profession}) AND ({filter.Language} = '' OR {filter.Language} = ANY(p.languages))
              AND lower(p.name) LIKE {NamePrefix.Of(filter.NamePrefix)} AND (p.valid_from IS NULL OR p.valid_from <= {filter.On}) AND (p.valid_to IS NULL OR p.valid_to >= {filter.On})
              AND (p.name, p.id) > ({afterName}, {afterId})
            ORDER BY p.name, p.id LIMIT {limit}
            """,
            ReadNamed);

    public static Sql Insert(Professional professional) =>
        $"""
        INSERT INTO professional (id, version, subject, organisation, unit, name, profession, languages, phone, email, valid_from, valid_to)
        VALUES ({professional.Id}, 1, {professional.Subject}, {professional.Organisation}, {professional.Unit}, {professional.Name}, {professional.Profession}, {professional.Languages},
          {professional.Phone}, {professional.Email}, {professional.Days.From}, {professional.Days.To})
        """;

    public static Sql Update(Professional professional) =>
        $"""
        UPDATE professional SET version = {professional.Version}, subject = {professional.Subject}, unit = {professional.Unit}, name = {professional.Name}, profession = {professional.Profession},
          languages = {professional.Languages}, phone = {professional.Phone}, email = {professional.Email}, valid_from = {professional.Days.From}, valid_to = {professional.Days.To}
        WHERE id = {professional.Id} AND version = {professional.Version - 1}
        """;

    public static Sql Tables => $"professional p LEFT JOIN unit u ON u.id = p.unit";

    public static Sql Columns => $"p.id, p.version, p.subject, p.organisation, p.unit, p.name, p.profession, p.languages, p.phone, p.email, p.valid_from, p.valid_to, coalesce(u.name, '')";

    public static NamedProfessional ReadNamed(NpgsqlDataReader row) => new(
        new Professional
        {
            Id = row.GetGuid(0),
            Version = row.GetInt64(1),
            Subject = row.GetString(2),
            Organisation = row.GetString(3),
            Unit = row.Id(4),
            Name = row.GetString(5),
            Profession = row.GetString(6),
            Languages = row.GetFieldValue<string[]>(7),
            Phone = row.GetString(8),
            Email = row.GetString(9),
            Days = new Validity(row.Day(10), row.Day(11)),
        },
        row.GetString(12));
}

/// <summary>Which professionals a picker wants; empty: all.</summary>
internal sealed record ProfessionalFilter(string Organisation, Guid? Unit, string Profession, string Language, string NamePrefix, DateOnly On);

/// <summary>A professional with the unit's name.</summary>
internal sealed record NamedProfessional(Professional Professional, string UnitName);
