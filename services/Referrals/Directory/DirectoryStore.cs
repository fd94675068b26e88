using System.Text.Json;
using Npgsql;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Directory;

/// <summary>The service directory. What entries are searched by is made of what they tell, and written beside it.</summary>
[Row<DirectoryEntry>(Alias = "e", Columns = ["Details=body"], Json = ["Details"], JsonContext = typeof(DirectoryJson))]
[Row<DeclaredPlaces>(Alias = "c")]
[Row<KnownPtvOrganisation>("ptv_organisation")]
internal static partial class DirectoryStore
{
    /// <summary>Holds that a service of PTV is one entry.</summary>
    public const string PtvIdOnce = "directory_entry_ptv_id_key";

    private const string Everywhere = "fi";
    private const string Mainland = "mainland";

    /// <summary>To be changed.</summary>
    public static AggregateQuery<DirectoryEntry> Whole(Guid id) => Aggregate.Of("directory-entry", id, ById(id));

    public static Query<DirectoryEntry> ById(Guid id) =>
        new($"SELECT {DirectoryEntryRow.Columns} FROM directory_entry e WHERE e.id = {id}", DirectoryEntryRow.Read);

    public static Query<IReadOnlyList<DirectoryEntry>> ByPtvIds(Guid[] ids) =>
        new Query<DirectoryEntry>($"SELECT {DirectoryEntryRow.Columns} FROM directory_entry e WHERE e.ptv_id = ANY({ids})", DirectoryEntryRow.Read).All();

    /// <summary>Whose business ids earlier imports told.</summary>
    public static Query<IReadOnlyList<KnownPtvOrganisation>> PtvOrganisations(Guid[] ids) =>
        new Query<KnownPtvOrganisation>(
            $"SELECT {KnownPtvOrganisationRow.Columns} FROM ptv_organisation WHERE ptv_id = ANY({ids})", KnownPtvOrganisationRow.Read).All();

    /// <summary>What the provider can take in the service, as far as it said; nobody for a general description.</summary>
    public static Query<OfferedCapacity> CapacityOf(DirectoryEntry entry) =>
        new(
            $"""
            SELECT {DeclaredPlacesRow.Columns}, {Waiting($"{entry.Details.Provider}", $"{entry.Details.Service}")} FROM (SELECT 1) AS one
            LEFT JOIN capacity c ON c.organisation = {entry.Details.Provider} AND c.service = {entry.Details.Service}
            """,
            row => ReadCapacity(row, 0, entry));

    /// <summary>The name of the worker who keeps the entry, from the register of professionals.</summary>
    public static Query<string> MaintainerName(DirectoryEntry entry) =>
        new(
            $"SELECT name FROM professional WHERE subject = {entry.Maintainer} AND organisation = {entry.MaintainerOrganisation} ORDER BY id DESC LIMIT 1",
            row => row.GetString(0));

    /// <summary>Where something may be given so that it is given in that municipality.</summary>
    public static string[] ReachesInto(string municipality, bool isInAland) => isInAland ? [municipality, Everywhere] : [municipality, Everywhere, Mainland];

    /// <summary>What is published and meets every condition, by name.</summary>
    public static Query<DirectoryRow> Search(DirectoryFilter filter, string afterName, Guid afterId, int limit) =>
        new(
            $"""
            {Cards} WHERE {Published} AND (e.name, e.id) > ({afterName}, {afterId})
            {SqlParts.If(filter.Audience == DirectoryAudience.Clients, $" AND e.for_clients")}
            {SqlParts.If(filter.Audience == DirectoryAudience.Professionals, $" AND e.for_professionals")}
            {Content(filter.Content)}{Needed(filter)}
            AND (e.valid_from IS NULL OR e.valid_from <= {filter.Today}) AND (e.valid_to IS NULL OR e.valid_to >= {filter.Today})
            {SqlParts.If(filter.KnowledgeKinds.Length > 0, $" AND e.knowledge_kind = ANY({filter.KnowledgeKinds})")}
            {SqlParts.If(filter.Topics.Length > 0, $" AND e.topics && {filter.Topics}")}
            {SqlParts.If(filter.GivenIn.Length > 0, $" AND e.given_in && {filter.GivenIn}")}
            {SqlParts.If(filter.Language.Length > 0, $" AND {filter.Language} = ANY(e.languages)")}
            {SqlParts.If(filter.Age is not null, $" AND (e.age_from IS NULL OR e.age_from <= {filter.Age}) AND (e.age_to IS NULL OR e.age_to >= {filter.Age})")}
            {SqlParts.If(filter.TargetGroup.Length > 0, $" AND (e.target_groups = ARRAY[]::text[] OR {filter.TargetGroup} = ANY(e.target_groups))")}
            {SqlParts.If(filter.Provider.Length > 0, $" AND e.provider = {filter.Provider} AND e.provider <> ''")}
            {SqlParts.If(filter.ProviderKinds.Length > 0, $" AND e.provider_kind = ANY({filter.ProviderKinds})")}
            {SqlParts.If(filter.CoachingModel.Length > 0, $" AND e.coaching_model = {filter.CoachingModel}")}
            {SqlParts.If(filter.AssociationOffer.Length > 0, $" AND {filter.AssociationOffer} = ANY(e.association_offers)")}
            {SqlParts.If(filter.OnlyFresh, $" AND e.stale_since IS NULL")}
            {SqlParts.If(filter.OnlyFree, $" AND c.free_places > 0 AND c.declared_on >= {filter.CapacityFreshFrom}")}
            {Words(filter.Words)}{OldNames(filter.OldNames)}
            ORDER BY e.name, e.id LIMIT {limit}
            """,
            ReadRow);

    /// <summary>What an organisation keeps, by name; an empty one: what has no maintainer.</summary>
    public static Query<DirectoryRow> Maintained(
        string organisation, DirectoryEntryState state, DirectoryContent content, bool askedOnly, string maintainer,
        string afterName, Guid afterId, int limit) =>
        new(
            $"""
            {Cards} WHERE e.maintainer_organisation = {organisation} AND (e.name, e.id) > ({afterName}, {afterId})
            {SqlParts.If(state != DirectoryEntryState.Unspecified, $" AND e.state = {(int)state}")}
            {Content(content)}{SqlParts.If(askedOnly, $" AND e.asked_on IS NOT NULL")}
            {SqlParts.If(maintainer.Length > 0, $" AND e.maintainer = {maintainer}")}
            ORDER BY e.name, e.id LIMIT {limit}
            """,
            ReadRow);

    public static Sql Insert(DirectoryEntry entry, string providerName) =>
        $"""
        INSERT INTO directory_entry (id, ptv_id, version, {Written})
        VALUES ({entry.Id}, {entry.PtvId}, {entry.Version}, {Values(entry, providerName)})
        """;

    public static Sql Update(DirectoryEntry entry, string providerName) =>
        $"""
        UPDATE directory_entry SET (version, {Written})
          = (version + 1, {Values(entry, providerName)})
        WHERE id = {entry.Id} AND version = {entry.Version}
        """;

    public static Sql Remember(KnownPtvOrganisation known) =>
        $"{KnownPtvOrganisationRow.Insert(known)} ON CONFLICT (ptv_id) DO UPDATE SET organisation = excluded.organisation";

    /// <summary>As the indexes state it: as a parameter they would not know it.</summary>
    public static Sql Published => $"e.state = 2";

    /// <summary>What is told, as it is kept; the same for the same.</summary>
    private static string Words(DirectoryDetails details, string providerName) => string.Join(
        ' ',
        new[] { details.Name, details.Summary, details.Description, details.AssociationText }
            .SelectMany(text => text.All()).Concat(details.Keywords).Append(providerName).Select(SearchWords.Fold).Where(text => text.Length > 0));

    public static string Body(DirectoryDetails told) => JsonSerializer.Serialize(told, DirectoryJson.Default.DirectoryDetails);

    private static Sql Written =>
        $"""
        state, name, service, provider, provider_kind, for_clients, for_professionals, target_groups, given_in, languages, age_from, age_to,
          coaching_model, association_offers, search_text, body, maintainer_organisation, maintainer, updated_on, confirmed_on, stale_since,
          asked_on, times_asked, knowledge_kind, topics, needs, about_services, valid_from, valid_to
        """;

    private static Sql Values(DirectoryEntry entry, string providerName)
    {
        var told = entry.Details;
        return $"""
            {(int)entry.State}, {told.Name.First()}, {told.Service}, {told.Provider}, {told.ProviderKind}, {told.Audiences.Contains(DirectoryAudience.Clients)},
            {told.Audiences.Contains(DirectoryAudience.Professionals)}, {told.TargetGroups}, {GivenIn(told)}, {told.Languages}, {told.AgeFrom}, {told.AgeTo},
            {told.CoachingModel}, {told.AssociationOffers}, {Words(told, providerName)}, {Sql.Json(Body(told))},
            {entry.MaintainerOrganisation}, {entry.Maintainer}, {entry.UpdatedOn}, {entry.ConfirmedOn}, {entry.StaleSince}, {entry.AskedOn}, {entry.TimesAsked},
            {told.KnowledgeKind}, {told.Topics}, {told.Needs}, {told.AboutServices}, {told.ValidFrom}, {told.ValidTo}
            """;
    }

    private static string[] GivenIn(DirectoryDetails told) => told.Area switch
    {
        DirectoryArea.Nationwide => [Everywhere],
        DirectoryArea.NationwideExceptAland => [Mainland],
        _ => told.Municipalities,
    };

    private static Sql Content(DirectoryContent content) => content switch
    {
        DirectoryContent.Services => (Sql)$" AND e.knowledge_kind = ''",
        DirectoryContent.Knowledge => (Sql)$" AND e.knowledge_kind <> ''",
        _ => (Sql)$"",
    };

    // Services by the dated mapping, items of the knowledge bank by what they say themselves.
    private static Sql Needed(DirectoryFilter filter) => filter.Services is { } services
        ? $" AND (e.service = ANY({services}) OR e.about_services && {services} OR e.needs && {filter.Needs})"
        : (Sql)$"";

    private static Sql Words(IReadOnlyList<string> words)
    {
        Sql all = $"";
        foreach (var word in words)
        {
            all = $"{all} AND e.search_text LIKE {"%" + word + "%"}";
        }

        return all;
    }

    // An old name is found where it is written, and where what took its place is told.
    private static Sql OldNames(IReadOnlyList<SearchedName> names)
    {
        Sql all = $"";
        foreach (var name in names)
        {
            all = $"""
                {all} AND ((true{Words(name.Words)}) OR e.provider_kind = ANY({name.ProviderKinds})
                  OR e.service = ANY({name.Services}) OR e.about_services && {name.Services})
                """;
        }

        return all;
    }

    private static Sql Cards =>
        $"""
        SELECT {DirectoryEntryRow.Columns}, e.name, {DeclaredPlacesRow.Columns}, {Waiting($"e.provider", $"e.service")}
        FROM directory_entry e LEFT JOIN capacity c ON c.organisation = e.provider AND c.service = e.service
        """;

    // Who waits is counted.
    private static Sql Waiting(Sql provider, Sql service) =>
        $"(SELECT count(*)::int FROM task t WHERE t.receiver = {provider} AND t.service = {service} AND t.waiting_since IS NOT NULL)";

    private static DirectoryRow ReadRow(NpgsqlDataReader row)
    {
        var entry = DirectoryEntryRow.Read(row);
        return new(entry, row.GetString(DirectoryEntryRow.Width), ReadCapacity(row, DirectoryEntryRow.Width + 1, entry));
    }

    private static OfferedCapacity ReadCapacity(NpgsqlDataReader row, int at, DirectoryEntry entry)
    {
        var places = DeclaredPlacesRow.Read(row, at);
        return new(entry.Details.Provider, "", places.FreePlaces, places.NextStartOn, places.DeclaredOn, row.GetInt32(at + DeclaredPlacesRow.Width));
    }
}

/// <summary>Which entries are searched for; null or empty: no condition.</summary>
internal sealed record DirectoryFilter
{
    public required DateOnly Today { get; init; }

    public DirectoryContent Content { get; init; }

    public string[]? Services { get; init; }

    public string[] Needs { get; init; } = [];

    public string[] KnowledgeKinds { get; init; } = [];

    public string[] Topics { get; init; } = [];

    public string[] GivenIn { get; init; } = [];

    public string Language { get; init; } = "";

    public int? Age { get; init; }

    public string TargetGroup { get; init; } = "";

    public DirectoryAudience Audience { get; init; }

    public IReadOnlyList<string> Words { get; init; } = [];

    public IReadOnlyList<SearchedName> OldNames { get; init; } = [];

    public string Provider { get; init; } = "";

    public string[] ProviderKinds { get; init; } = [];

    public string CoachingModel { get; init; } = "";

    public string AssociationOffer { get; init; } = "";

    public bool OnlyFresh { get; init; }

    public bool OnlyFree { get; init; }

    public DateOnly CapacityFreshFrom { get; init; }
}

/// <summary>An entry as lists show it, with the name that it is sorted by.</summary>
internal sealed record DirectoryRow(DirectoryEntry Entry, string SortName, OfferedCapacity Capacity);

/// <summary>What a provider declared; without values: nothing.</summary>
internal sealed record DeclaredPlaces(int? FreePlaces, DateOnly? NextStartOn, DateOnly? DeclaredOn);
