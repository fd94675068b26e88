namespace Tyokyky.Referrals.Persistence;

/// <summary>What receivers can take, as they said it.</summary>
internal static class CapacityStore
{
    public static Query<ServiceCapacity> Of(string organisation, string service) =>
        new(
            $"SELECT version, free_places, next_start_on, declared_on FROM capacity WHERE organisation = {organisation} AND service = {service}",
            row => new ServiceCapacity(organisation, service, row.GetInt32(1), row.Day(2), row.GetFieldValue<DateOnly>(3), row.GetInt64(0)));

    /// <summary>Who offers the service, by name, with what they said and how many wait there.</summary>
    public static Query<OfferedCapacity> Offering(CapacityFilter filter, string afterName, string afterId, int limit) =>
        new(
            $"""
            SELECT o.id, o.name, c.free_places, c.next_start_on, c.declared_on,
                   (SELECT count(*)::int FROM task t WHERE t.receiver = o.id AND t.service = {filter.Service} AND t.waiting_since IS NOT NULL)
            FROM organisation o LEFT JOIN capacity c ON c.organisation = o.id AND c.service = {filter.Service}
            WHERE {filter.Service} = ANY(o.services)
              AND ({filter.Municipality} = '' OR o.municipalities = ARRAY[]::text[] OR {filter.Municipality} = ANY(o.municipalities))
              AND (o.valid_from IS NULL OR o.valid_from <= {filter.On}) AND (o.valid_to IS NULL OR o.valid_to >= {filter.On})
              AND (NOT {filter.OnlyFree} OR (c.free_places > 0 AND c.declared_on >= {filter.FreshFrom})) AND (o.name, o.id) > ({afterName}, {afterId})
            ORDER BY o.name, o.id LIMIT {limit}
            """,
            row => new OfferedCapacity(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.Day(3), row.Day(4), row.GetInt32(5)));

    /// <summary>The guard: of two that declare at once one waits for the other.</summary>
    public static Sql Declare(ServiceCapacity capacity) => capacity.Version == 1
        ? $"INSERT INTO capacity (organisation, service, version, free_places, next_start_on, declared_on) VALUES ({capacity.Organisation}, {capacity.Service}, 1, {capacity.FreePlaces}, {capacity.NextStartOn}, {capacity.DeclaredOn}) ON CONFLICT DO NOTHING"
        : (Sql)$"UPDATE capacity SET version = {capacity.Version}, free_places = {capacity.FreePlaces}, next_start_on = {capacity.NextStartOn}, declared_on = {capacity.DeclaredOn} WHERE organisation = {capacity.Organisation} AND service = {capacity.Service} AND version = {capacity.Version - 1}";
}

/// <summary>Whose capacity is asked for.</summary>
internal sealed record CapacityFilter(string Service, string Municipality, bool OnlyFree, DateOnly On, DateOnly FreshFrom);

/// <summary>One who offers a service; what was never said is null.</summary>
internal sealed record OfferedCapacity(string Organisation, string Name, int? FreePlaces, DateOnly? NextStartOn, DateOnly? DeclaredOn, int Waiting);
