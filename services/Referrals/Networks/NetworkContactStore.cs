using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Networks;

/// <summary>Network contacts with the professionals that they are.</summary>
[Row<NetworkContact>("network_contact", Alias = "n", Columns = ["Days.From=valid_from", "Days.To=valid_to"], Fixed = ["Organisation"])]
internal static partial class NetworkContactStore
{
    public static Query<NetworkContact> ById(Guid? id) =>
        new($"SELECT {NetworkContactRow.Columns} FROM network_contact n WHERE n.id = {id}", NetworkContactRow.Read);

    public static Query<NamedProfessional> Professional(Guid id) => ProfessionalStore.ByIds([id], []);

    /// <summary>By the professional's name.</summary>
    public static Query<NamedNetworkContact> ByName(NetworkContactFilter filter, string afterName, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {ProfessionalStore.Columns}, {NetworkContactRow.Columns} FROM {ProfessionalStore.Tables}
            JOIN network_contact n ON n.professional = p.id JOIN organisation o ON o.id = n.organisation
            WHERE p.name >= {afterName} AND (p.name, n.id) > ({afterName}, {afterId})
              AND (n.valid_from IS NULL OR n.valid_from <= {filter.On}) AND (n.valid_to IS NULL OR n.valid_to >= {filter.On})
              AND (p.valid_from IS NULL OR p.valid_from <= {filter.On}) AND (p.valid_to IS NULL OR p.valid_to >= {filter.On})
              {SqlParts.If(filter.Organisation.Length > 0, $" AND n.organisation = {filter.Organisation}")}
              {SqlParts.If(filter.Topic.Length > 0, $" AND n.topics @> ARRAY[{filter.Topic}]")}
              {SqlParts.If(filter.Profession.Length > 0, $" AND p.profession = {filter.Profession}")}
              {SqlParts.If(filter.Language.Length > 0, $" AND {filter.Language} = ANY(p.languages)")}
              {SqlParts.If(filter.Municipality.Length > 0, Serves(filter.Municipality))}
              {SqlParts.If(filter.NamePrefix.Length > 0, $" AND lower(p.name) LIKE {NamePrefix.Of(filter.NamePrefix)}")}
            ORDER BY p.name, n.id LIMIT {limit}
            """,
            row => new NamedNetworkContact(NetworkContactRow.Read(row, 13), ProfessionalStore.ReadNamed(row)));

    // Who is named for no municipality is for all that the organisation serves.
    private static Sql Serves(string municipality) =>
        $"""
         AND ({municipality} = ANY(n.municipalities)
          OR (n.municipalities = ARRAY[]::text[] AND (o.municipalities = ARRAY[]::text[] OR {municipality} = ANY(o.municipalities))))
        """;
}

/// <summary>Which network contacts a picker wants; empty: all.</summary>
internal sealed record NetworkContactFilter(DateOnly On)
{
    public string Organisation { get; init; } = "";

    public string Topic { get; init; } = "";

    public string Municipality { get; init; } = "";

    public string Profession { get; init; } = "";

    public string Language { get; init; } = "";

    public string NamePrefix { get; init; } = "";
}

/// <summary>A network contact with the professional.</summary>
internal sealed record NamedNetworkContact(NetworkContact Contact, NamedProfessional Professional);
