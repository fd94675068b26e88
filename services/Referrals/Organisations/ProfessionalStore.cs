using Npgsql;

namespace Tyokyky.Referrals.Organisations;

/// <summary>Organisations' professionals.</summary>
[Row<Professional>("professional", Alias = "p", Columns = ["Days.From=valid_from", "Days.To=valid_to"], Fixed = ["Organisation"])]
internal static partial class ProfessionalStore
{
    public static Query<Professional> ById(Guid? id) => new($"SELECT {ProfessionalRow.Columns} FROM professional p WHERE p.id = {id}", ProfessionalRow.Read);

    public static Query<NamedProfessional> ByIds(Guid[] ids, string[] subjects) =>
        new($"SELECT {Columns} FROM {Tables} WHERE p.id = ANY({ids}) OR p.subject = ANY({subjects}) ORDER BY p.name, p.id", ReadNamed);

    public static Query<NamedProfessional> ByName(ProfessionalFilter filter, string afterName, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM {Tables}
            WHERE ({filter.Organisation} = '' OR p.organisation = {filter.Organisation}) AND ({filter.Unit}::uuid IS NULL OR p.unit = {filter.Unit})
              AND ({filter.Profession} = '' OR p.profession = {filter.Profession}) AND ({filter.Language} = '' OR {filter.Language} = ANY(p.languages))
              AND lower(p.name) LIKE {NamePrefix.Of(filter.NamePrefix)} AND (p.valid_from IS NULL OR p.valid_from <= {filter.On})
              AND (p.valid_to IS NULL OR p.valid_to >= {filter.On})
              AND (p.name, p.id) > ({afterName}, {afterId})
            ORDER BY p.name, p.id LIMIT {limit}
            """,
            ReadNamed);

    public static Sql Tables => $"professional p LEFT JOIN unit u ON u.id = p.unit";

    public static Sql Columns => $"{ProfessionalRow.Columns}, coalesce(u.name, '') AS unit_name";

    public static NamedProfessional ReadNamed(NpgsqlDataReader row) => new(ProfessionalRow.Read(row), row.GetString(ProfessionalRow.Width));
}

/// <summary>Which professionals a picker wants; empty: all.</summary>
internal sealed record ProfessionalFilter(string Organisation, Guid? Unit, string Profession, string Language, string NamePrefix, DateOnly On);

/// <summary>A professional with the unit's name.</summary>
internal sealed record NamedProfessional(Professional Professional, string UnitName);
