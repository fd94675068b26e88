using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Case managers.</summary>
internal static class CoordinationStore
{
    /// <summary>What the organisation is to the client: its own record, or a task for the client.</summary>
    public static Query<ClientTies> TiesTo(Guid clientId, string organisation) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM client_record WHERE client_id = ANY(tyokyky_same_client({clientId})) AND controller = {organisation}),
                   EXISTS (SELECT FROM task WHERE client_id = ANY(tyokyky_same_client({clientId})) AND receiver = {organisation}),
                   (SELECT worker FROM case_manager WHERE client_id = ANY(tyokyky_same_client({clientId})) ORDER BY version DESC LIMIT 1)
            """,
            row => new ClientTies(row.GetBoolean(0), row.GetBoolean(1), row.IsDBNull(2) ? "" : row.GetString(2)));

    public static Query<IReadOnlyList<Appointment>> CaseManagersOf(Guid clientId) =>
        new Query<Appointment>(
            $"SELECT worker, worker_name, organisation, from_day, recorded_at FROM case_manager WHERE client_id = ANY(tyokyky_same_client({clientId})) ORDER BY version",
            row => new Appointment(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetFieldValue<DateTimeOffset>(4))).All();

    /// <summary>The guard of the first appointment.</summary>
    public static Sql Begin(CaseManagement management) =>
        $"INSERT INTO case_management (client_id, version) VALUES ({management.ClientId}, 1) ON CONFLICT DO NOTHING";

    /// <summary>The guard of every later appointment.</summary>
    public static Sql Bump(CaseManagement management) =>
        $"UPDATE case_management SET version = version + 1 WHERE client_id = {management.ClientId} AND version = {management.Version}";

    public static Sql Insert(CaseManagement management, Appointment appointment) =>
        $"INSERT INTO case_manager (client_id, version, worker, worker_name, organisation, from_day, recorded_at) VALUES ({management.ClientId}, {management.Version + 1}, {appointment.Worker}, {appointment.WorkerName}, {appointment.Organisation}, {appointment.FromDay}, {appointment.RecordedAt})";
}

/// <summary>What ties an organisation to a client, and who the client's case manager is.</summary>
internal sealed record ClientTies(bool HasRecord, bool HasTask, string CaseManager)
{
    public Relation RelationOf(Caller caller) =>
        (HasRecord ? Relation.Controller : Relation.None)
        | (HasTask ? Relation.Receiver : Relation.None)
        | (CaseManager.Length > 0 && CaseManager == caller.Subject ? Relation.CaseManager : Relation.None);
}
