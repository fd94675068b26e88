namespace Tyokyky.Referrals.Clients;

/// <summary>
/// Whose client a client is, is confidential: one organisation knows of another on a client when a live task or a permission of the client's is
/// between them, when it sent the referral that the other has a task in, or when the one named the other's worker and the client accepted it.
/// </summary>
internal static class KnownOrganisations
{
    // What was asked, agreed or done; not what was declined, cancelled or a mistake.
    public static readonly int[] LiveStatuses =
    [
        (int)TaskStatus.Requested, (int)TaskStatus.Accepted, (int)TaskStatus.InProgress, (int)TaskStatus.OnHold,
        (int)TaskStatus.Completed, (int)TaskStatus.Failed,
    ];

    /// <summary>The organisations that an organisation knows of on a client, itself among them.</summary>
    public static Query<IReadOnlyList<string>> Of(Guid clientId, string organisation, DateOnly today) =>
        new Query<string>(Known(clientId, organisation, today), row => row.GetString(0)).All();

    /// <summary>The same as a part of a statement: one column.</summary>
    public static Sql Known(Guid clientId, string organisation, DateOnly today) =>
        $"""
        SELECT {organisation}
        UNION SELECT CASE WHEN t.sender = {organisation} THEN t.receiver ELSE t.sender END FROM task t
          WHERE t.client_id = ANY(tyokyky_same_client({clientId})) AND (t.sender = {organisation} OR t.receiver = {organisation})
            AND t.status = ANY({LiveStatuses})
        UNION SELECT t.receiver FROM referral f JOIN task t ON t.referral_id = f.id
          WHERE f.client_id = ANY(tyokyky_same_client({clientId})) AND f.sender = {organisation} AND t.status = ANY({LiveStatuses})
        UNION SELECT CASE WHEN p.from_organisation = {organisation} THEN p.to_organisation ELSE p.from_organisation END FROM permission p
          WHERE p.client_id = ANY(tyokyky_same_client({clientId})) AND (p.from_organisation = {organisation} OR p.to_organisation = {organisation})
            AND p.kind <> {(int)PermissionKind.Prohibition}
            AND p.withdrawn_at IS NULL AND NOT p.awaits_confirmation AND p.valid_from <= {today} AND (p.valid_to IS NULL OR p.valid_to >= {today})
        UNION SELECT CASE WHEN n.organisation = {organisation} THEN n.named_by ELSE n.organisation END FROM responsible_person n
          WHERE n.client_id = ANY(tyokyky_same_client({clientId})) AND (n.organisation = {organisation} OR n.named_by = {organisation})
            AND n.acceptance = {(int)ClientAcceptance.Accepted}
        """;
}
