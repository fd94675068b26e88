using Npgsql;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Information permissions and prohibitions.</summary>
internal static class PermissionStore
{
    public static Query<InformationPermission> ById(Guid id) => new($"SELECT {Columns} FROM permission WHERE id = {id}", Read);

    /// <summary>Newest first.</summary>
    public static Query<InformationPermission> OfClient(Guid clientId, Guid before, int limit) =>
        new($"SELECT {Columns} FROM permission WHERE client_id = ANY(tyokyky_same_client({clientId})) AND id < {before} ORDER BY id DESC LIMIT {limit}", Read);

    /// <summary>The kinds of what is valid that day on disclosing any of these scopes from one organisation to another.</summary>
    public static Query<PermissionKind> KindsOn(Guid clientId, string from, string to, string[] scopes, DateOnly day) =>
        new(
            $"""
            SELECT kind FROM permission WHERE client_id = ANY(tyokyky_same_client({clientId})) AND from_organisation = {from} AND to_organisation = {to} AND scope = ANY({scopes})
              AND withdrawn_at IS NULL AND valid_from <= {day} AND (valid_to IS NULL OR valid_to >= {day})
            """,
            row => (PermissionKind)row.GetInt32(0));

    public static Sql Insert(InformationPermission permission) =>
        $"""
        INSERT INTO permission (id, version, client_id, kind, scope, from_organisation, to_organisation, valid_from, valid_to)
        VALUES ({permission.Id}, {permission.Version}, {permission.ClientId}, {(int)permission.Kind}, {permission.Scope}, {permission.FromOrganisation}, {permission.ToOrganisation}, {permission.ValidFrom}, {permission.ValidTo})
        """;

    public static Sql Withdraw(InformationPermission permission) =>
        $"UPDATE permission SET version = {permission.Version}, withdrawn_at = {permission.WithdrawnAt} WHERE id = {permission.Id} AND version = {permission.Version - 1}";

    private static Sql Columns => $"id, version, client_id, kind, scope, from_organisation, to_organisation, valid_from, valid_to, withdrawn_at";

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
    };
}
