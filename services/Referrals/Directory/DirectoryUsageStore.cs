namespace Tyokyky.Referrals.Directory;

/// <summary>How much the directory is used: counted by entry, by what is searched for, by day and audience, never by person.</summary>
[Row<EntryUse>(Columns = ["SortName=name", "Details=body"], Json = ["Details"], JsonContext = typeof(DirectoryJson))]
[Row<FruitlessSearch>(Columns = ["Key.Need=need", "Key.Service=service", "Key.Municipality=municipality"])]
internal static partial class DirectoryUsageStore
{
    /// <summary>A search, and what its first page showed.</summary>
    public static Sql Searched(DirectoryUse use, IReadOnlyList<(string Need, string Service)> sought, string municipality, bool isFruitless, Guid[] shown)
    {
        string[] needs = [.. sought.Select(each => each.Need)];
        string[] services = [.. sought.Select(each => each.Service)];
        return $"""
            WITH searched AS (
              INSERT INTO directory_search AS s (day, need, service, municipality, by_client, searches, fruitless)
              SELECT {use.Day}, n, v, {municipality}, {use.ByClient}, 1, {(isFruitless ? 1L : 0L)} FROM unnest({needs}, {services}) AS sought (n, v)
              ORDER BY n, v
              ON CONFLICT (need, service, municipality, day, by_client) DO UPDATE SET searches = s.searches + 1, fruitless = s.fruitless + excluded.fruitless)
            {Shown(use, shown)}
            """;
    }

    /// <summary>What a page showed; always in the same order, or two pages would wait for each other.</summary>
    public static Sql Shown(DirectoryUse use, Guid[] entries) =>
        $"""
        INSERT INTO directory_usage AS u (day, entry_id, by_client, shown, opened) SELECT {use.Day}, e, {use.ByClient}, 1, 0 FROM unnest({entries}) AS e
        ORDER BY e
        ON CONFLICT (entry_id, day, by_client) DO UPDATE SET shown = u.shown + 1
        """;

    public static Sql Opened(DirectoryUse use, Guid entry) =>
        $"""
        INSERT INTO directory_usage AS u (day, entry_id, by_client, shown, opened) VALUES ({use.Day}, {entry}, {use.ByClient}, 0, 1)
        ON CONFLICT (entry_id, day, by_client) DO UPDATE SET opened = u.opened + 1
        """;

    /// <summary>The published entries with their use, also those without any, by name; with a maintainer only its own.</summary>
    public static Query<EntryUse> Usage(string? maintainer, DateOnly from, DateOnly to, string afterName, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {EntryUseRow.Columns} FROM directory_entry e CROSS JOIN LATERAL (
              SELECT {Total("shown", byClient: true)} AS shown_to_clients, {Total("shown", byClient: false)} AS shown_to_professionals,
                {Total("opened", byClient: true)} AS opened_by_clients, {Total("opened", byClient: false)} AS opened_by_professionals
              FROM directory_usage WHERE entry_id = e.id AND day BETWEEN {from} AND {to}) AS u
            WHERE {DirectoryStore.Published} AND (e.name, e.id) > ({afterName}, {afterId})
            {SqlParts.If(maintainer is not null, $" AND e.maintainer_organisation = {maintainer}")}
            ORDER BY e.name, e.id LIMIT {limit}
            """,
            EntryUseRow.Read);

    /// <summary>What was not found, by need, service and municipality.</summary>
    public static Query<FruitlessSearch> Fruitless(DateOnly from, DateOnly to, string need, string municipality, FruitlessKey? after, int limit) =>
        new(
            $"""
            SELECT {FruitlessSearchRow.Columns} FROM (
              SELECT need, service, municipality, sum(fruitless)::bigint AS fruitless, {Total("fruitless", byClient: true)} AS fruitless_by_clients,
                sum(searches)::bigint AS searches, max(day) FILTER (WHERE fruitless > 0) AS last_on
              FROM directory_search
              WHERE day BETWEEN {from} AND {to}
              {SqlParts.If(after is not null, $" AND (need, service, municipality) > ({after?.Need}, {after?.Service}, {after?.Municipality})")}
              {SqlParts.If(need.Length > 0, $" AND need = {need}")}{SqlParts.If(municipality.Length > 0, $" AND municipality = {municipality}")}
              GROUP BY need, service, municipality HAVING sum(fruitless) > 0 ORDER BY need, service, municipality LIMIT {limit}) AS s
            ORDER BY need, service, municipality
            """,
            FruitlessSearchRow.Read);

    private static Sql Total(string count, bool byClient) => $"coalesce(sum({Sql.Name(count)}) FILTER (WHERE by_client = {byClient}), 0)::bigint";
}

/// <summary>When the directory is used, and whether by others than professionals.</summary>
internal readonly record struct DirectoryUse(DateOnly Day, bool ByClient);

/// <summary>One entry's use in a period.</summary>
internal sealed record EntryUse(
    Guid Id, string SortName, DirectoryDetails Details, long ShownToClients, long ShownToProfessionals, long OpenedByClients, long OpenedByProfessionals);

/// <summary>What was searched for, where.</summary>
internal sealed record FruitlessKey(string Need, string Service, string Municipality);

/// <summary>How often it was not found.</summary>
internal sealed record FruitlessSearch(FruitlessKey Key, long Fruitless, long FruitlessByClients, long Searches, DateOnly LastOn);
