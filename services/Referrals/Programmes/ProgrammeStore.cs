namespace Tyokyky.Referrals.Programmes;

/// <summary>Programmes and the clients in them.</summary>
[Row<Programme>("programme", Alias = "p", Key = "Code", Columns = ["Code=programme"], Fixed = ["Name", "Organisation", "Funder", "FromDay", "ToDay"])]
[Row<ProgrammeClient>("programme_client", Alias = "c", Computed = ["CaseManager", "CaseManagerName", "CaseManagerOrganisation", "IsOwnerless"])]
[Row<ProgrammeCounts>]
internal static partial class ProgrammeStore
{
    public const string PrimaryKey = "programme_pkey";
    public const string ClientKey = "programme_client_pkey";
    public const string OpenIndex = "programme_client_open";

    public static Query<Programme> ByCode(string code) => new($"SELECT {ProgrammeRow.Columns} FROM programme p WHERE p.programme = {code}", ProgrammeRow.Read);

    public static Query<Programme> All(bool withClosed, string after, int limit) =>
        new(
            $"""
            SELECT {ProgrammeRow.Columns} FROM programme p WHERE p.programme > {after}{SqlParts.If(!withClosed, $" AND p.closed_on IS NULL")}
            ORDER BY p.programme LIMIT {limit}
            """,
            ProgrammeRow.Read);

    /// <summary>Clients in it, and those whom closing would leave without a case manager.</summary>
    public static Query<ProgrammeCounts> Counts(string programme) =>
        new(
            $"SELECT count(*), count(*) FILTER (WHERE is_ownerless) FROM {Managed} WHERE c.programme = {programme} AND c.left_on IS NULL",
            ProgrammeCountsRow.Read);

    /// <summary>The clients who are in it now, in order of their ids.</summary>
    public static Query<ProgrammeClient> Clients(string programme, string? organisation, bool ownerlessOnly, Guid after, int limit) =>
        new(
            $"""
            SELECT {ProgrammeClientRow.Columns} FROM {Managed} WHERE c.programme = {programme} AND c.left_on IS NULL AND c.client_id > {after}
            {SqlParts.If(organisation is not null, $" AND c.organisation = {organisation}")}{SqlParts.If(ownerlessOnly, $" AND is_ownerless")}
            ORDER BY c.client_id LIMIT {limit}
            """,
            ProgrammeClientRow.Read);

    public static Query<ProgrammeClient> Client(string programme, Guid clientId) =>
        new(
            $"""
            SELECT {ProgrammeClientRow.Columns} FROM {Managed}
            WHERE c.programme = {programme} AND c.client_id = ANY(tyokyky_same_client({clientId})) AND c.left_on IS NULL
            """,
            ProgrammeClientRow.Read);

    /// <summary>The programmes that the client is in, as rows.</summary>
    public static Sql OpenOf(Guid clientId) => $"SELECT FROM programme_client WHERE client_id = ANY(tyokyky_same_client({clientId})) AND left_on IS NULL";

    /// <summary>The clients whom closing would leave without a case manager, as rows.</summary>
    public static Sql OwnerlessIn(string programme) => $"SELECT FROM {Managed} WHERE c.programme = {programme} AND c.left_on IS NULL AND is_ownerless";

    /// <summary>The guard of every change of who is in it: nobody comes in while it closes.</summary>
    public static Sql Bump(Programme programme) =>
        $"UPDATE programme SET version = version + 1 WHERE programme = {programme.Code} AND version = {programme.Version}";

    public static Sql Leave(ProgrammeClient client) =>
        $"""
        UPDATE programme_client SET left_on = {client.LeftOn}
        WHERE programme = {client.Programme} AND client_id = {client.ClientId} AND from_day = {client.FromDay} AND left_on IS NULL
        """;

    // A case management that belongs to the programme ends with it.
    private static Sql Managed =>
        $"""
        programme_client c LEFT JOIN case_management m ON m.client_id = tyokyky_case_of(c.client_id)
        CROSS JOIN LATERAL (
          SELECT coalesce(m.worker, '') AS case_manager, coalesce(m.worker_name, '') AS case_manager_name,
            coalesce(m.organisation, '') AS case_manager_organisation, (m.worker IS NULL OR m.worker = '' OR m.programme = c.programme) AS is_ownerless) managed
        """;
}

/// <summary>How many clients are in a programme, and how many of them have no case manager beyond it.</summary>
internal sealed record ProgrammeCounts(long Clients, long Ownerless);
