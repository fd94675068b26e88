namespace Tyokyky.WorkAbilityTeam.Disclosures;

/// <summary>Information permissions as Referrals' facts tell them; a withdrawn one is gone.</summary>
internal static class PermissionStore
{
    public static Sql Remember(PermissionGranted granted) =>
        $"""
        INSERT INTO permission (permission_id, client_id, kind, scope, from_organisation, to_organisation, valid_from, valid_to)
        VALUES ({Guid.Parse(granted.PermissionId)}, {Guid.Parse(granted.ClientId)}, {granted.Kind}, {granted.Scope},
          {granted.FromOrganisation}, {granted.ToOrganisation}, {granted.ValidFrom.ToDay()}, {granted.ValidTo?.ToDay()})
        ON CONFLICT DO NOTHING
        """;

    public static Sql Forget(Guid permission) => $"DELETE FROM permission WHERE permission_id = {permission}";

    /// <summary>What is valid that day on disclosing something of the plan to that organisation.</summary>
    public static Query<ScopedPermission> OnPlan(Guid plan, string toOrganisation, DateOnly day) =>
        new($"""
            SELECT m.scope, m.kind FROM plan p
            JOIN permission m ON m.client_id = ANY(tyokyky_same_client(p.client_id)) AND m.from_organisation = p.organisation
            WHERE p.id = {plan} AND m.to_organisation = {toOrganisation} AND m.valid_from <= {day} AND (m.valid_to IS NULL OR m.valid_to >= {day})
            """,
            row => new ScopedPermission(row.GetString(0), row.GetString(1)));

    /// <summary>Prohibitions of the client of case c that are valid that day, on disclosing anything from its organisation to that one.</summary>
    public static Sql Prohibitions(string toOrganisation, DateOnly day) =>
        $"""
        SELECT FROM permission p WHERE p.client_id = ANY(tyokyky_same_client(c.client_id)) AND p.to_organisation = {toOrganisation}
          AND p.from_organisation = c.organisation AND p.kind = 'prohibition' AND p.valid_from <= {day} AND (p.valid_to IS NULL OR p.valid_to >= {day})
        """;

    /// <summary>What of the client's is valid that day, from that organisation to others.</summary>
    public static Query<IReadOnlyList<GivenPermission>> Given(Guid clientId, string fromOrganisation, DateOnly day) =>
        new Query<GivenPermission>(
            $"""
            SELECT kind, scope, to_organisation, valid_from, valid_to FROM permission
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND from_organisation = {fromOrganisation} AND valid_from <= {day}
              AND (valid_to IS NULL OR valid_to >= {day})
            ORDER BY to_organisation, scope, kind, permission_id
            """,
            row => new GivenPermission(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4)))
            .All();

    /// <summary>The kinds of what is valid that day on disclosing, of a client of one organisation, what the scope names to another.</summary>
    public static Query<string> Kinds(Guid clientId, string fromOrganisation, string toOrganisation, string scope, DateOnly day) =>
        new($"""
            SELECT kind FROM permission
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND to_organisation = {toOrganisation} AND from_organisation = {fromOrganisation}
              AND scope IN ({scope}, 'all') AND valid_from <= {day} AND (valid_to IS NULL OR valid_to >= {day})
            """,
            row => row.GetString(0));
}

/// <summary>A permission or prohibition of a client's.</summary>
internal sealed record GivenPermission(string Kind, string Scope, string ToOrganisation, DateOnly ValidFrom, DateOnly? ValidTo);
