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
}
