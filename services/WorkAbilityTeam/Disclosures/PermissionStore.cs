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

    /// <summary>The kinds of what is valid that day on disclosing the plan to that organisation.</summary>
    public static Query<string> KindsOnPlan(Guid plan, string toOrganisation, DateOnly day) =>
        new($"""
            SELECT m.kind FROM plan p JOIN permission m ON m.client_id = ANY(tyokyky_same_client(p.client_id)) AND m.from_organisation = p.organisation
            WHERE p.id = {plan} AND m.to_organisation = {toOrganisation} AND m.scope IN ('work-ability-plan', 'all')
              AND m.valid_from <= {day} AND (m.valid_to IS NULL OR m.valid_to >= {day})
            """,
            row => row.GetString(0));

    /// <summary>The kinds of what is valid that day on disclosing, of a client of one organisation, what the scope names to another.</summary>
    public static Query<string> Kinds(Guid clientId, string fromOrganisation, string toOrganisation, string scope, DateOnly day) =>
        new($"""
            SELECT kind FROM permission
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND to_organisation = {toOrganisation} AND from_organisation = {fromOrganisation}
              AND scope IN ({scope}, 'all') AND valid_from <= {day} AND (valid_to IS NULL OR valid_to >= {day})
            """,
            row => row.GetString(0));
}
