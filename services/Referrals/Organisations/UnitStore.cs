namespace Tyokyky.Referrals.Organisations;

/// <summary>Organisations' units.</summary>
[Row<Unit>("unit", Columns = ["Days.From=valid_from", "Days.To=valid_to"], Fixed = ["Organisation"])]
internal static partial class UnitStore
{
    public static Query<Unit> ById(Guid? id) => new($"SELECT {UnitRow.Columns} FROM unit WHERE id = {id}", UnitRow.Read);

    public static Query<Unit> ByName(UnitFilter filter, string afterName, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {UnitRow.Columns} FROM unit
            WHERE ({filter.Organisation} = '' OR organisation = {filter.Organisation}) AND lower(name) LIKE {NamePrefix.Of(filter.NamePrefix)}
              AND ({filter.Service} = '' OR {filter.Service} = ANY(services)) AND (valid_from IS NULL OR valid_from <= {filter.On})
              AND (valid_to IS NULL OR valid_to >= {filter.On})
              AND (name, id) > ({afterName}, {afterId})
            ORDER BY name, id LIMIT {limit}
            """,
            UnitRow.Read);
}

/// <summary>Which units a picker wants; empty: all.</summary>
internal sealed record UnitFilter(string Organisation, string NamePrefix, string Service, DateOnly On);
