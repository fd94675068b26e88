using System.Text.Json;

namespace Tyokyky.Referrals.Persistence;

/// <summary>How much the directory is used: counted by entry, by what is searched for, by day and audience, never by person.</summary>
internal static class DirectoryUsageStore
{
    /// <summary>A search, and what its first page showed.</summary>
    public static Sql Searched(DirectoryUse use, IReadOnlyList<(string Need, string Service)> sought, string municipality, bool isFruitless, Guid[] shown)
    {
        string[] needs = [.. sought.Select(each => each.Need)];
        string[] services = [.. sought.Select(each => each.Service)];
        return $"""
            WITH searched AS (
              INSERT INTO directory_search AS s (day, need, service, municipality, by_client, searches, fruitless)
              SELECT {use.Day}, n, v, {municipality}, {use.ByClient}, 1, {(isFruitless ? 1L : 0L)} FROM unnest({needs}, {services}) AS sought (n, v) ORDER BY n, v
              ON CONFLICT (need, service, municipality, day, by_client) DO UPDATE SET searches = s.searches + 1, fruitless = s.fruitless + excluded.fruitless)
            {Shown(use, shown)}
            """;
    }

    /// <summary>What a page showed; always in the same order, or two pages would wait for each other.</summary>
    public static Sql Shown(DirectoryUse use, Guid[] entries) =>
        $"""
        INSERT INTO directory_usage AS u (day, entry_id, by_client, shown, opened) SELECT {use.Day}, e, {use.ByClient}, 1, 0 FROM unnest({entries}) AS e ORDER BY e
        ON CONFLICT (entry_id, day, by_client) DO UPDATE SET shown = u.shown + 1
        """;

    public static Sql Opened(DirectoryUse use, Guid entry) =>
        $"""
        INSERT INTO directory_usage AS u (day, entry_id, by_client, shown, opened) VALUES ({use.Day}, {entry}, {use.ByClient}, 0, 1)
        ON CONFLICT (entry_id, day, by_client) DO UPDATE SET opened = u.opened + 1
        """;

    /// <summary>The published entries with their use, also those without any, by name; with a maintainer only its own.</summary>
    public static Query<DirectoryUsageRow> Usage(string? maintainer, DateOnly from, DateOnly to, string afterName, Guid afterId, int limit) =>
        new(
            $"""
            SELECT e.id, e.name, e.body::text, u.shown_client, u.shown_other, u.opened_client, u.opened_other FROM directory_entry e CROSS JOIN LATERAL (
              SELECT coalesce(sum(shown) FILTER (WHERE by_client), 0)::bigint AS shown_client, coalesce(sum(shown) FILTER (WHERE NOT by_client), 0)::bigint AS shown_other,
                coalesce(sum(opened) FILTER (WHERE by_client), 0)::bigint AS opened_client, coalesce(sum(opened) FILTER (WHERE NOT by_client), 0)::bigint AS opened_other
              FROM directory_usage WHERE entry_id = e.id AND day BETWEEN {from} AND {to}) AS u
            WHERE e.state = 2 AND (e.name, e.id) > ({afterName}, {afterId}){SqlParts.If(maintainer is not null, $" AND e.maintainer_organisation = {maintainer}")}
            ORDER BY e.name, e.id LIMIT {limit}
            """,
            row => new DirectoryUsageRow(
                row.GetGuid(0), row.GetString(1), JsonSerializer.Deserialize(row.GetString(2), ReferralsJson.Default.DirectoryDetails)!, row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)));

    /// <summary>What was not found, by need, service and municipality.</summary>
    public static Query<SearchWithoutResultsRow> Fruitless(DateOnly from, DateOnly to, string need, string municipality, FruitlessKey? after, int limit) =>
        new(
            $"""
            SELECT need, service, municipality, sum(fruitless)::bigint, coalesce(sum(fruitless) FILTER (WHERE by_client), 0)::bigint, sum(searches)::bigint, max(day) FILTER (WHERE fruitless > 0)
            FROM directory_search
            WHERE day BETWEEN {from} AND {to}{SqlParts.If(after is not null, $" AND (need, service, municipality) > ({after?.Need}, {after?.Service}, {after?.Municipality})")}
            {SqlParts.If(need.Length > 0, $" AND need = {need}")}{SqlParts.If(municipality.Length > 0, $" AND municipality = {municipality}")}
            GROUP BY need, service, municipality HAVING sum(fruitless) > 0 ORDER BY need, service, municipality LIMIT {limit}
            """,
            row => new SearchWithoutResultsRow(new FruitlessKey(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetFieldValue<DateOnly>(6)));
}

/// <summary>When the directory is used, and whether by others than professionals.</summary>
internal readonly record struct DirectoryUse(DateOnly Day, bool ByClient);

/// <summary>One entry's use in a period.</summary>
internal sealed record DirectoryUsageRow(Guid Id, string SortName, DirectoryDetails Details, long ShownToClients, long ShownToProfessionals, long OpenedByClients, long OpenedByProfessionals);

/// <summary>What was searched for, where.</summary>
internal sealed record FruitlessKey(string Need, string Service, string Municipality);

/// <summary>How often it was not found.</summary>
internal sealed record SearchWithoutResultsRow(FruitlessKey Key, long Fruitless, long FruitlessByClients, long Searches, DateOnly LastOn);
