namespace Tyokyky.Referrals.Organisations;

/// <summary>What receivers can take, as they said it.</summary>
[Row<ServiceCapacity>("capacity", Key = "Service", Fixed = ["Organisation"])]
[Row<OfferedCapacity>]
internal static partial class CapacityStore
{
    public static Query<ServiceCapacity> Of(string organisation, string service) =>
        new($"SELECT {ServiceCapacityRow.Columns} FROM capacity WHERE organisation = {organisation} AND service = {service}", ServiceCapacityRow.Read);

    /// <summary>Who offers the service, by name, with what they said and how many wait there.</summary>
    public static Query<OfferedCapacity> Offering(CapacityFilter filter, string afterName, string afterId, int limit) =>
        new(
            $"""
            SELECT {OfferedCapacityRow.Columns}
            FROM (SELECT o.id AS organisation, o.name, c.free_places, c.next_start_on, c.declared_on,
                         (SELECT count(*)::int FROM task t WHERE t.receiver = o.id AND t.service = {filter.Service} AND t.waiting_since IS NOT NULL) AS waiting
                  FROM organisation o LEFT JOIN capacity c ON c.organisation = o.id AND c.service = {filter.Service}
                  WHERE {filter.Service} = ANY(o.services)
                    AND ({filter.Municipality} = '' OR o.municipalities = ARRAY[]::text[] OR {filter.Municipality} = ANY(o.municipalities))
                    AND (o.valid_from IS NULL OR o.valid_from <= {filter.On}) AND (o.valid_to IS NULL OR o.valid_to >= {filter.On})
                    AND (NOT {filter.OnlyFree} OR (c.free_places > 0 AND c.declared_on >= {filter.FreshFrom}))
                    AND (o.name, o.id) > ({afterName}, {afterId})) offered
            ORDER BY name, organisation LIMIT {limit}
            """,
            OfferedCapacityRow.Read);

    /// <summary>The guard: of two that declare at once one waits for the other.</summary>
    public static Sql Declare(ServiceCapacity? before, ServiceCapacity now) => before is null
        ? $"{ServiceCapacityRow.Insert(now)} ON CONFLICT DO NOTHING"
        : (Sql)$"{ServiceCapacityRow.Update(now)} AND organisation = {now.Organisation}";
}

/// <summary>Whose capacity is asked for.</summary>
internal sealed record CapacityFilter(string Service, string Municipality, bool OnlyFree, DateOnly On, DateOnly FreshFrom);

/// <summary>One who offers a service; what was never said is null.</summary>
internal sealed record OfferedCapacity(string Organisation, string Name, int? FreePlaces, DateOnly? NextStartOn, DateOnly? DeclaredOn, int Waiting);
