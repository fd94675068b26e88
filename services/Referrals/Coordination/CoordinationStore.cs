using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Case managers.</summary>
[Row<ClientTies>]
[Row<Appointment>]
[Row<HeldClient>]
internal static partial class CoordinationStore
{
    /// <summary>What the organisation is to the client: its own record, or a live task for the client.</summary>
    public static Query<ClientTies> TiesTo(Guid clientId, string organisation) =>
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
    public static Query<ClientTies> TiesTo(Guid clientId, Caller caller, DateOnly today) =>
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

    public static Query<IReadOnlyList<Appointment>> CaseManagersOf(Guid clientId) =>
        new Query<Appointment>(
            $"SELECT {AppointmentRow.Columns} FROM case_manager WHERE client_id = tyokyky_case_of({clientId}) ORDER BY version", AppointmentRow.Read).All();

    /// <summary>The clients whose case manager the worker is, in order of their ids, with the appointment that counts.</summary>
    public static Query<IReadOnlyList<HeldClient>> HeldBy(HeldFilter filter, int limit) =>
        new Query<HeldClient>(
            $"SELECT {HeldClientRow.Columns} FROM case_management WHERE {Matching(filter)} ORDER BY client_id LIMIT {limit}", HeldClientRow.Read).All();

    /// <summary>How many there are.</summary>
    public static Query<long> CountHeldBy(HeldFilter filter) => new($"SELECT count(*) FROM case_management WHERE {Matching(filter)}", row => row.GetInt64(0));

    /// <summary>The guard of the first appointment.</summary>
    public static Sql Begin(CaseManagement management) =>
        $"INSERT INTO case_management (client_id, version) VALUES ({management.ClientId}, 1) ON CONFLICT DO NOTHING";

    /// <summary>The guard of every later appointment.</summary>
    public static Sql Bump(CaseManagement management) =>
        $"UPDATE case_management SET version = version + 1 WHERE client_id = {management.ClientId} AND version = {management.Version}";

    /// <summary>Rows when nobody is the client's case manager.</summary>
    public static Sql NobodyManages(Guid clientId) =>
        $"SELECT WHERE NOT EXISTS (SELECT FROM case_management WHERE client_id = tyokyky_case_of({clientId}) AND worker <> '')";

    /// <summary>The case managements of the client, under whichever id, as rows.</summary>
    public static Sql AnyOf(Guid clientId) => $"SELECT FROM case_management WHERE client_id = ANY(tyokyky_same_client({clientId}))";

    /// <summary>After <see cref="Begin"/> or <see cref="Bump"/>: the appointment stands at the version that the case management then has.</summary>
    public static Sql Insert(CaseManagement management, Appointment appointment) =>
        $"""
        INSERT INTO case_manager (client_id, version, worker, worker_name, organisation, from_day, recorded_at, programme)
        SELECT client_id, version, {appointment.Worker}, {appointment.WorkerName}, {appointment.Organisation}, {appointment.FromDay}, {appointment.RecordedAt},
          {appointment.Programme}
        FROM case_management WHERE client_id = {management.ClientId}
        """;

    /// <summary>Whether a case management m is the one of the person that counts; only of merged ones is more to be looked for.</summary>
    public static Sql Counts =>
        $"""
        (((SELECT o.merged_into IS NULL FROM client o WHERE o.id = m.client_id) AND NOT EXISTS (SELECT FROM client o WHERE o.merged_into = m.client_id))
          OR m.client_id = tyokyky_case_of(m.client_id))
        """;

    private static Sql Matching(HeldFilter filter) =>
        $"""
        organisation = {filter.Organisation} AND worker = {filter.Worker} AND client_id = tyokyky_case_of(client_id)
        {SqlParts.If(filter.ClientIds.Length > 0, $" AND client_id = ANY({filter.ClientIds})")}
        {SqlParts.If(filter.Programme.Length > 0, $" AND programme = {filter.Programme}")}
        """;
}

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
            throw CaseManagementErrors.ManagedElsewhere();
        }
    }

    public Relation RelationOf(Caller caller) =>
        (HasRecord ? Relation.Controller : Relation.None)
        | (HasTask ? Relation.Receiver : Relation.None)
        | (IsDeputy || (CaseManager.Length > 0 && CaseManager == caller.Subject) ? Relation.CaseManager : Relation.None)
        | (IsNamed ? Relation.NamedParticipant : Relation.None);
}

/// <summary>Which clients of a worker.</summary>
internal sealed record HeldFilter(string Organisation, string Worker, Guid[] ClientIds, string Programme);

/// <summary>A client with the appointment that counts and the version of the case management.</summary>
internal sealed record HeldClient(Guid ClientId, long Version, string Worker, string WorkerName, string Organisation, DateOnly FromDay, string Programme)
{
    public CaseManagement Management =>
        new(ClientId, [new Appointment(Worker, WorkerName, Organisation, FromDay, DateTimeOffset.MinValue, Programme)], Version);
}
