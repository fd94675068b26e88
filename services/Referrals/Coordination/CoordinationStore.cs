namespace Tyokyky.Referrals.Persistence;

/// <summary>Case managers.</summary>
internal static class CoordinationStore
{
    /// <summary>What the organisation is to the client: its own record, or a live task for the client.</summary>
    public static Query<ClientTies> TiesTo(Guid clientId, string organisation) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM client_record WHERE client_id = ANY(tyokyky_same_client({clientId})) AND controller = {organisation}),
                   EXISTS (SELECT FROM task WHERE client_id = ANY(tyokyky_same_client({clientId})) AND receiver = {organisation} AND status = ANY({KnownOrganisations.LiveStatuses})),
                   (SELECT worker FROM case_management WHERE client_id = tyokyky_case_of({clientId}) AND organisation = {organisation})
            """,
            row => new ClientTies(row.GetBoolean(0), row.GetBoolean(1), row.IsDBNull(2) ? "" : row.GetString(2)));

    /// <summary>The same with what the caller itself is to the client: case manager, that one's deputy today, or a named person today.</summary>
    /// <remarks>A named person is one whom the client has accepted, and whom the case manager's or another organisation named: nobody comes to see the whole by naming oneself.</remarks>
    public static Query<ClientTies> TiesTo(Guid clientId, Caller caller, DateOnly today) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM client_record WHERE client_id = ANY(tyokyky_same_client({clientId})) AND controller = {caller.Organisation}),
                   EXISTS (SELECT FROM task WHERE client_id = ANY(tyokyky_same_client({clientId})) AND receiver = {caller.Organisation} AND status = ANY({KnownOrganisations.LiveStatuses})),
                   (SELECT worker FROM case_management WHERE client_id = tyokyky_case_of({clientId}) AND organisation = {caller.Organisation}),
                   EXISTS (SELECT FROM case_management m JOIN deputy d ON d.organisation = m.organisation AND d.worker = m.worker
                           WHERE m.client_id = tyokyky_case_of({clientId}) AND d.deputy = {caller.Subject} AND d.organisation = {caller.Organisation} AND {today} BETWEEN d.from_day AND d.to_day),
                   EXISTS (SELECT FROM responsible_person p WHERE p.client_id = ANY(tyokyky_same_client({clientId})) AND p.worker = {caller.Subject} AND p.organisation = {caller.Organisation}
                           AND p.from_day <= {today} AND (p.to_day IS NULL OR p.to_day >= {today}) AND p.end_reason = ''
                           AND p.acceptance = {(int)ClientAcceptance.Accepted}
                           AND (p.named_by <> {caller.Organisation} OR EXISTS (SELECT FROM case_management WHERE client_id = tyokyky_case_of({clientId}) AND organisation = {caller.Organisation}))),
                   NOT EXISTS (SELECT FROM case_management WHERE client_id = tyokyky_case_of({clientId}) AND worker <> '' AND organisation NOT IN ({KnownOrganisations.Known(clientId, caller.Organisation, today)}))
            """,
            row => new ClientTies(row.GetBoolean(0), row.GetBoolean(1), row.IsDBNull(2) ? "" : row.GetString(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5)));

    public static Query<IReadOnlyList<Appointment>> CaseManagersOf(Guid clientId) =>
        new Query<Appointment>(
            $"SELECT worker, worker_name, organisation, from_day, recorded_at, programme, client_id FROM case_manager WHERE client_id = tyokyky_case_of({clientId}) ORDER BY version",
            row => new Appointment(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5)) { ClientId = row.GetGuid(6) }).All();

    /// <summary>The clients whose case manager the worker is, in order of their ids, with the appointment that counts.</summary>
    public static Query<IReadOnlyList<HeldClient>> HeldBy(HeldFilter filter, int limit) =>
        new Query<HeldClient>(
            $"SELECT client_id, version, worker, worker_name, organisation, from_day, programme FROM case_management WHERE {Matching(filter)} ORDER BY client_id LIMIT {limit}",
            row => new HeldClient(
                row.GetGuid(0), row.GetInt64(1), new Appointment(row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateOnly>(5), DateTimeOffset.MinValue, row.GetString(6)))).All();

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

    public static Sql Insert(CaseManagement management, Appointment appointment) =>
        $"INSERT INTO case_manager (client_id, version, worker, worker_name, organisation, from_day, recorded_at, programme) VALUES ({management.ClientId}, {management.Version + 1}, {appointment.Worker}, {appointment.WorkerName}, {appointment.Organisation}, {appointment.FromDay}, {appointment.RecordedAt}, {appointment.Programme})";

    /// <summary>Whether a case management m is the one of the person that counts; only of merged ones is more to be looked for.</summary>
    public static Sql Counts =>
        $"""
        (((SELECT o.merged_into IS NULL FROM client o WHERE o.id = m.client_id) AND NOT EXISTS (SELECT FROM client o WHERE o.merged_into = m.client_id)) OR m.client_id = tyokyky_case_of(m.client_id))
        """;

    private static Sql Matching(HeldFilter filter) =>
        $"""
        organisation = {filter.Organisation} AND worker = {filter.Worker} AND client_id = tyokyky_case_of(client_id)
        {SqlParts.If(filter.ClientIds.Length > 0, $" AND client_id = ANY({filter.ClientIds})")}{SqlParts.If(filter.Programme.Length > 0, $" AND programme = {filter.Programme}")}
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
internal sealed record HeldClient(Guid ClientId, long Version, Appointment Appointment);
