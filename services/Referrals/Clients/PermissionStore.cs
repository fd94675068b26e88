using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Information permissions and prohibitions.</summary>
internal static class PermissionStore
{
    public static Query<InformationPermission> ById(Guid id) => new($"SELECT {Columns} FROM permission WHERE id = {id}", Read);

    /// <summary>Newest first; to an organisation only those that concern it (null: to the client, all).</summary>
    public static Query<InformationPermission> OfClient(PermissionFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM permission
            WHERE client_id = ANY(tyokyky_same_client({filter.ClientId})) AND id < {before}
              AND ({filter.Reader}::text IS NULL OR from_organisation = {filter.Reader} OR to_organisation = {filter.Reader} OR recorded_by = {filter.Reader})
              AND ({filter.Kind} = 0 OR kind = {filter.Kind}) AND ({filter.Scope} = '' OR scope = {filter.Scope})
              AND ({filter.ValidOn}::date IS NULL OR (withdrawn_at IS NULL AND NOT awaits_confirmation AND valid_from <= {filter.ValidOn} AND (valid_to IS NULL OR valid_to >= {filter.ValidOn})))
            ORDER BY id DESC LIMIT {limit}
            """,
            Read);

    /// <summary>What is valid that day on disclosing to an organisation; from one organisation, or (empty) from any.</summary>
    public static Query<IReadOnlyList<InformationPermission>> ValidTo(Guid clientId, string from, string to, DateOnly day) =>
        new Query<InformationPermission>(
            $"""
            SELECT {Columns} FROM permission
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND to_organisation = {to} AND ({from} = '' OR from_organisation = {from})
              AND withdrawn_at IS NULL AND NOT awaits_confirmation AND valid_from <= {day} AND (valid_to IS NULL OR valid_to >= {day})
            ORDER BY id
            """,
            Read).All();

    /// <summary>Those of the client that are about the same and were not withdrawn, oldest first.</summary>
    public static Query<IReadOnlyList<InformationPermission>> Alike(Guid clientId, int kind, string scope, string from, string to) =>
        new Query<InformationPermission>($"SELECT {Columns} FROM permission WHERE {IsAlike(clientId, kind, scope, from, to)} ORDER BY id", Read).All();

    /// <summary>The same but for these: what was recorded meanwhile.</summary>
    public static Sql AlikeBeside(InformationPermission permission, Guid[] known) =>
        $"SELECT FROM permission WHERE {IsAlike(permission.ClientId, (int)permission.Kind, permission.Scope, permission.FromOrganisation, permission.ToOrganisation)} AND id <> ALL({known})";

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
            SELECT other, service, EXISTS (SELECT FROM client_record r WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.controller = other AND r.non_disclosure AND r.superseded_by IS NULL)
            FROM (SELECT DISTINCT CASE WHEN sender = {organisation} THEN receiver ELSE sender END AS other, service FROM task
              WHERE client_id = ANY(tyokyky_same_client({clientId})) AND (sender = {organisation} OR receiver = {organisation}) AND status = ANY({KnownOrganisations.LiveStatuses})) tie
            """,
            row => new LiveTie(row.GetString(0), row.GetString(1), row.GetBoolean(2))).All();

    public static Sql Insert(InformationPermission permission) =>
        $"""
        INSERT INTO permission (id, version, client_id, kind, scope, from_organisation, to_organisation, valid_from, valid_to, given_by, form, document, recorded_by, awaits_confirmation)
        VALUES ({permission.Id}, {permission.Version}, {permission.ClientId}, {(int)permission.Kind}, {permission.Scope}, {permission.FromOrganisation}, {permission.ToOrganisation},
          {permission.ValidFrom}, {permission.ValidTo}, {permission.GivenBy}, {permission.Form}, {permission.Document}, {permission.RecordedBy}, {permission.AwaitsConfirmation})
        """;

    public static Sql Update(InformationPermission permission) =>
        $"""
        UPDATE permission SET version = {permission.Version}, form = {permission.Form}, document = {permission.Document}, awaits_confirmation = {permission.AwaitsConfirmation},
          confirmed_at = {permission.ConfirmedAt}, confirmed_by = {permission.ConfirmedBy}, withdrawn_at = {permission.WithdrawnAt},
          withdrawal_form = {permission.Withdrawal.Form}, withdrawal_document = {permission.Withdrawal.Document}, withdrawn_by = {permission.Withdrawal.By}
        WHERE id = {permission.Id} AND version = {permission.Version - 1}
        """;

    private static Sql IsAlike(Guid clientId, int kind, string scope, string from, string to) =>
        $"client_id = ANY(tyokyky_same_client({clientId})) AND kind = {kind} AND scope = {scope} AND from_organisation = {from} AND to_organisation = {to} AND withdrawn_at IS NULL";

    private static Sql Columns =>
        $"""
        id, version, client_id, kind, scope, from_organisation, to_organisation, valid_from, valid_to, withdrawn_at, given_by, form, document, recorded_by,
        awaits_confirmation, confirmed_at, confirmed_by, withdrawal_form, withdrawal_document, withdrawn_by
        """;

    private static InformationPermission Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        ClientId = row.GetGuid(2),
        Kind = (PermissionKind)row.GetInt32(3),
        Scope = row.GetString(4),
        FromOrganisation = row.GetString(5),
        ToOrganisation = row.GetString(6),
        ValidFrom = row.GetFieldValue<DateOnly>(7),
        ValidTo = row.Day(8),
        WithdrawnAt = row.Instant(9),
        GivenBy = row.GetString(10),
        Form = row.GetString(11),
        Document = row.GetString(12),
        RecordedBy = row.GetString(13),
        AwaitsConfirmation = row.GetBoolean(14),
        ConfirmedAt = row.Instant(15),
        ConfirmedBy = row.GetString(16),
        Withdrawal = new WithdrawalWord(row.GetString(17), row.GetString(18), row.GetString(19)),
    };
}

/// <summary>Which permissions are wanted, by whom.</summary>
/// <param name="Reader">The reading organisation; null for the client.</param>
internal sealed record PermissionFilter(Guid ClientId, string? Reader, int Kind, string Scope, DateOnly? ValidOn);

/// <summary>An organisation that has a live task with another for a client.</summary>
internal sealed record LiveTie(string Other, string Service, bool NonDisclosure);
