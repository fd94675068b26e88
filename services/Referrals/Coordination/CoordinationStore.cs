using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Case managers.</summary>
[Row<Appointment>]
[Row<HeldClient>]
internal static partial class CoordinationStore
{
    public static Query<IReadOnlyList<Appointment>> CaseManagersOf(Guid clientId) =>
        new Query<Appointment>(
            $"SELECT {AppointmentRow.Columns} FROM case_manager WHERE client_id = tyokyky_case_of({clientId}) ORDER BY version", AppointmentRow.Read).All();

    /// <summary>The clients whose case manager the worker is, in order of their ids, with the appointment that counts.</summary>
    public static Query<IReadOnlyList<HeldClient>> HeldBy(HeldFilter filter, int limit) =>
        new Query<HeldClient>(
            $"SELECT {HeldClientRow.Columns} FROM case_management WHERE {Matching(filter)} ORDER BY client_id LIMIT {limit}", HeldClientRow.Read).All();

    /// <summary>How many there are.</summary>
    public static Query<long> CountHeldBy(HeldFilter filter) => new($"SELECT count(*) FROM case_management WHERE {Matching(filter)}", row => row.GetInt64(0));

    public static Query<bool> IsClient(Guid clientId) => new($"SELECT EXISTS (SELECT FROM client WHERE id = {clientId})", row => row.GetBoolean(0));

    /// <summary>Whether nobody manages the client's case, or somebody of whom one of the two organisations knows that day.</summary>
    public static Query<bool> IsManagedWhereKnown(Guid clientId, string one, string other, DateOnly today) =>
        new(
            $"""
            SELECT NOT EXISTS (SELECT FROM case_management WHERE client_id = tyokyky_case_of({clientId}) AND worker <> ''
              AND organisation NOT IN ({KnownOrganisations.Known(clientId, one, today)} UNION {KnownOrganisations.Known(clientId, other, today)}))
            """,
            row => row.GetBoolean(0));

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

/// <summary>Which clients of a worker.</summary>
internal sealed record HeldFilter(string Organisation, string Worker, Guid[] ClientIds, string Programme);

/// <summary>A client with the appointment that counts and the version of the case management.</summary>
internal sealed record HeldClient(Guid ClientId, long Version, string Worker, string WorkerName, string Organisation, DateOnly FromDay, string Programme)
{
    public CaseManagement Management =>
        new(ClientId, [new Appointment(Worker, WorkerName, Organisation, FromDay, DateTimeOffset.MinValue, Programme)], Version);
}
