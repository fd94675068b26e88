namespace Tyokyky.Referrals.Clients;

/// <summary>Information permissions and prohibitions.</summary>
[Row<InformationPermission>("permission", Columns = ["Withdrawal.By=withdrawn_by"],
    Fixed = ["ClientId", "Kind", "Scope", "FromOrganisation", "ToOrganisation", "ValidFrom", "ValidTo", "GivenBy", "RecordedBy"])]
[Row<LiveTie>]
internal static partial class PermissionStore
{
    public static Query<InformationPermission> ById(Guid id) =>
        new($"SELECT {InformationPermissionRow.Columns} FROM permission WHERE id = {id}", InformationPermissionRow.Read);

    /// <summary>Newest first; to an organisation only those that concern it (null: to the client, all).</summary>
    public static Query<InformationPermission> OfClient(PermissionFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {InformationPermissionRow.Columns} FROM permission
            WHERE client_id = ANY(tyokyky_same_client({filter.ClientId})) AND id < {before}
              AND ({filter.Reader}::text IS NULL OR from_organisation = {filter.Reader} OR to_organisation = {filter.Reader} OR recorded_by = {filter.Reader})
              AND ({(int)filter.Kind} = {(int)PermissionKind.Unspecified} OR kind = {(int)filter.Kind}) AND ({filter.Scope} = '' OR scope = {filter.Scope})
              AND ({filter.ValidOn}::date IS NULL
                OR (withdrawn_at IS NULL AND NOT awaits_confirmation AND valid_from <= {filter.ValidOn}
                  AND (valid_to IS NULL OR valid_to >= {filter.ValidOn})))
            ORDER BY id DESC LIMIT {limit}
            """,
            InformationPermissionRow.Read);

    /// <summary>What is valid that day on disclosing to an organisation; from one organisation, or (empty) from any.</summary>
    public static Query<IReadOnlyList<InformationPermission>> ValidTo(Guid clientId, string from, string to, DateOnly day) =>
        new Query<InformationPermission>(
            $"""
            SELECT {InformationPermissionRow.Columns} FROM permission
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND to_organisation = {to} AND ({from} = '' OR from_organisation = {from})
              AND withdrawn_at IS NULL AND NOT awaits_confirmation AND valid_from <= {day} AND (valid_to IS NULL OR valid_to >= {day})
            ORDER BY id
            """,
            InformationPermissionRow.Read).All();

    /// <summary>Those of the client that are about the same and were not withdrawn, oldest first.</summary>
    public static Query<IReadOnlyList<InformationPermission>> Alike(Guid clientId, PermissionKind kind, string scope, string from, string to) =>
        new Query<InformationPermission>(
            $"SELECT {InformationPermissionRow.Columns} FROM permission WHERE {IsAlike(clientId, kind, scope, from, to)} ORDER BY id",
            InformationPermissionRow.Read).All();

    /// <summary>The same but for these: what was recorded meanwhile.</summary>
    public static Sql AlikeBeside(InformationPermission permission, Guid[] known) =>
        $"""
        SELECT FROM permission
        WHERE {IsAlike(permission.ClientId, permission.Kind, permission.Scope, permission.FromOrganisation, permission.ToOrganisation)} AND id <> ALL({known})
        """;

    /// <summary>To which of these the client forbids one of those, that day, to disclose anything at all; null: to none.</summary>
    public static Query<string> ForbiddenTo(Guid clientId, string[] from, string[] to, DateOnly day) =>
        new($"{Prohibitions(clientId, from, to, day)} ORDER BY to_organisation LIMIT 1", row => row.GetString(0));

    /// <summary>The same as rows.</summary>
    public static Sql Prohibitions(Guid clientId, string[] from, string[] to, DateOnly day) =>
        $"""
        SELECT to_organisation FROM permission
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND kind = {(int)PermissionKind.Prohibition} AND scope = {DisclosureScopes.All}
          AND from_organisation = ANY({from}) AND to_organisation = ANY({to})
          AND withdrawn_at IS NULL AND valid_from <= {day} AND (valid_to IS NULL OR valid_to >= {day})
        """;

    /// <summary>Who has a live task for the client with an organisation, on whichever side, and whether that controller's record says non-disclosure.</summary>
    public static Query<IReadOnlyList<LiveTie>> LiveTies(Guid clientId, string organisation) =>
        new Query<LiveTie>(
            $"""
            SELECT {LiveTieRow.Columns}
            FROM (SELECT DISTINCT CASE WHEN sender = {organisation} THEN receiver ELSE sender END AS other, service FROM task
              WHERE client_id = ANY(tyokyky_same_client({clientId})) AND (sender = {organisation} OR receiver = {organisation})
                AND status = ANY({KnownOrganisations.LiveStatuses})) tie
            CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM client_record r
              WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.controller = other
                AND r.non_disclosure AND r.superseded_by IS NULL) AS non_disclosure) record
            """,
            LiveTieRow.Read).All();

    private static Sql IsAlike(Guid clientId, PermissionKind kind, string scope, string from, string to) =>
        $"""
        client_id = ANY(tyokyky_same_client({clientId})) AND kind = {(int)kind} AND scope = {scope} AND from_organisation = {from} AND to_organisation = {to}
        AND withdrawn_at IS NULL
        """;
}

/// <summary>Which permissions are wanted, by whom.</summary>
/// <param name="Reader">The reading organisation; null for the client.</param>
internal sealed record PermissionFilter(Guid ClientId, string? Reader, PermissionKind Kind, string Scope, DateOnly? ValidOn);

/// <summary>An organisation that has a live task with another for a client.</summary>
internal sealed record LiveTie(string Other, string Service, bool NonDisclosure);
