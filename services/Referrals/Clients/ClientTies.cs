namespace Tyokyky.Referrals.Clients;

/// <summary>What ties an organisation to a client, who the client's case manager is, and what the caller itself is.</summary>
internal sealed record ClientTies(bool HasRecord, bool HasTask, string CaseManager, bool IsDeputy = false, bool IsNamed = false, bool KnowsCaseManager = true)
{
    /// <summary>True for who leads or takes part in the whole, and so sees everybody who answers for the client.</summary>
    public bool SeesEverybody(Caller caller) => (RelationOf(caller) & (Relation.CaseManager | Relation.NamedParticipant)) != Relation.None;

    /// <summary>Refuses to change another authority's case management that the caller does not know of; by whom, it is not told.</summary>
    public void MustKnowCaseManager(Caller caller)
    {
        if (!KnowsCaseManager && !SeesEverybody(caller))
        {
            throw ClientErrors.ManagedElsewhere();
        }
    }

    public Relation RelationOf(Caller caller) =>
        (HasRecord ? Relation.Controller : Relation.None)
        | (HasTask ? Relation.Receiver : Relation.None)
        | (IsDeputy || (CaseManager.Length > 0 && CaseManager == caller.Subject) ? Relation.CaseManager : Relation.None)
        | (IsNamed ? Relation.NamedParticipant : Relation.None);
}

/// <summary>Ties, asked of the database.</summary>
[Row<ClientTies>]
internal static partial class ClientTieStore
{
    /// <summary>What the organisation is to the client: its own record, or a live task for the client.</summary>
    public static Query<ClientTies> Of(Guid clientId, string organisation) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM client_record WHERE client_id = ANY(tyokyky_same_client({clientId})) AND controller = {organisation}),
                   EXISTS (SELECT FROM task WHERE client_id = ANY(tyokyky_same_client({clientId})) AND receiver = {organisation}
                           AND status = ANY({KnownOrganisations.LiveStatuses})),
                   coalesce((SELECT worker FROM case_management WHERE client_id = tyokyky_case_of({clientId}) AND organisation = {organisation}), ''),
                   false, false, true
            """,
            ClientTiesRow.Read);

    /// <summary>The same with what the caller itself is to the client: case manager, that one's deputy today, or a named person today.</summary>
    /// <remarks>
    /// A named person is one whom the client has accepted, and whom the case manager's or another organisation named:
    /// nobody comes to see the whole by naming oneself.
    /// </remarks>
    public static Query<ClientTies> Of(Guid clientId, Caller caller, DateOnly today) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM client_record WHERE client_id = ANY(tyokyky_same_client({clientId})) AND controller = {caller.Organisation}),
                   EXISTS (SELECT FROM task WHERE client_id = ANY(tyokyky_same_client({clientId})) AND receiver = {caller.Organisation}
                           AND status = ANY({KnownOrganisations.LiveStatuses})),
                   coalesce((SELECT worker FROM case_management WHERE client_id = tyokyky_case_of({clientId}) AND organisation = {caller.Organisation}), ''),
                   EXISTS (SELECT FROM case_management m JOIN deputy d ON d.organisation = m.organisation AND d.worker = m.worker
                           WHERE m.client_id = tyokyky_case_of({clientId}) AND d.deputy = {caller.Subject} AND d.organisation = {caller.Organisation}
                             AND {today} BETWEEN d.from_day AND d.to_day),
                   EXISTS (SELECT FROM responsible_person p
                           WHERE p.client_id = ANY(tyokyky_same_client({clientId})) AND p.worker = {caller.Subject} AND p.organisation = {caller.Organisation}
                           AND p.from_day <= {today} AND (p.to_day IS NULL OR p.to_day >= {today}) AND p.end_reason = ''
                           AND p.acceptance = {(int)ClientAcceptance.Accepted}
                           AND (p.named_by <> {caller.Organisation} OR EXISTS (SELECT FROM case_management
                             WHERE client_id = tyokyky_case_of({clientId}) AND organisation = {caller.Organisation}))),
                   NOT EXISTS (SELECT FROM case_management WHERE client_id = tyokyky_case_of({clientId}) AND worker <> ''
                           AND organisation NOT IN ({KnownOrganisations.Known(clientId, caller.Organisation, today)}))
            """,
            ClientTiesRow.Read);
}
