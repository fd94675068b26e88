using Npgsql;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Contacts and case managers.</summary>
internal static class CoordinationStore
{
    public static Query<Contact> Contact(Guid id) => new($"SELECT {ContactColumns} FROM contact WHERE id = {id}", ReadContact);

    /// <summary>Newest day first.</summary>
    public static Query<Contact> ContactsOf(string organisation, Guid? clientId, DateOnly from, DateOnly to, DateOnly beforeDay, Guid beforeId, int limit) => clientId is { } client
        ? new($"SELECT {ContactColumns} FROM contact WHERE client_id = {client} AND organisation = {organisation} AND contacted_on BETWEEN {from} AND {to} AND (contacted_on, id) < ({beforeDay}, {beforeId}) ORDER BY contacted_on DESC, id DESC LIMIT {limit}", ReadContact)
        : new($"SELECT {ContactColumns} FROM contact WHERE organisation = {organisation} AND contacted_on BETWEEN {from} AND {to} AND (contacted_on, id) < ({beforeDay}, {beforeId}) ORDER BY contacted_on DESC, id DESC LIMIT {limit}", ReadContact);

    public static Sql Insert(Contact contact) =>
        $"""
        INSERT INTO contact (id, version, organisation, client_id, age_band, contacting_service, topic, client_present, outcomes, network_professions, mode, minutes, contacted_on, municipality, programme)
        VALUES ({contact.Id}, {contact.Version}, {contact.Organisation}, {contact.ClientId}, {(int)contact.AgeBand}, {contact.ContactingService}, {contact.Topic}, {contact.ClientPresent}, {contact.Outcomes.ToArray()}, {contact.NetworkProfessions}, {(int)contact.Mode}, {contact.Minutes}, {contact.ContactedOn}, {contact.Municipality}, {contact.Programme})
        """;

    public static Sql UpdateOutcomes(Contact contact) =>
        $"UPDATE contact SET version = version + 1, outcomes = {contact.Outcomes.ToArray()} WHERE id = {contact.Id} AND version = {contact.Version}";

    /// <summary>What the organisation is to the client: its own record, or a task for the client.</summary>
    public static Query<ClientTies> TiesTo(Guid clientId, string organisation) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM client_record WHERE client_id = {clientId} AND controller = {organisation}),
                   EXISTS (SELECT FROM task WHERE client_id = {clientId} AND receiver = {organisation}),
                   (SELECT worker FROM case_manager WHERE client_id = {clientId} ORDER BY version DESC LIMIT 1)
            """,
            row => new ClientTies(row.GetBoolean(0), row.GetBoolean(1), row.IsDBNull(2) ? "" : row.GetString(2)));

    public static Query<IReadOnlyList<Appointment>> CaseManagersOf(Guid clientId) =>
        new Query<Appointment>(
            $"SELECT worker, worker_name, organisation, from_day, recorded_at FROM case_manager WHERE client_id = {clientId} ORDER BY version",
            row => new Appointment(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetFieldValue<DateTimeOffset>(4))).All();

    /// <summary>The guard of the first appointment.</summary>
    public static Sql Begin(CaseManagement management) =>
        $"INSERT INTO case_management (client_id, version) VALUES ({management.ClientId}, 1) ON CONFLICT DO NOTHING";

    /// <summary>The guard of every later appointment.</summary>
    public static Sql Bump(CaseManagement management) =>
        $"UPDATE case_management SET version = version + 1 WHERE client_id = {management.ClientId} AND version = {management.Version}";

    public static Sql Insert(CaseManagement management, Appointment appointment) =>
        $"INSERT INTO case_manager (client_id, version, worker, worker_name, organisation, from_day, recorded_at) VALUES ({management.ClientId}, {management.Version + 1}, {appointment.Worker}, {appointment.WorkerName}, {appointment.Organisation}, {appointment.FromDay}, {appointment.RecordedAt})";

    private static Sql ContactColumns =>
        $"id, version, organisation, client_id, age_band, contacting_service, topic, client_present, outcomes, network_professions, mode, minutes, contacted_on, municipality, programme";

    private static Contact ReadContact(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        Organisation = row.GetString(2),
        ClientId = row.Id(3),
        AgeBand = (AgeBand)row.GetInt32(4),
        ContactingService = row.GetString(5),
        Topic = row.GetString(6),
        ClientPresent = row.GetBoolean(7),
        Outcomes = [.. row.GetFieldValue<string[]>(8)],
        NetworkProfessions = row.GetFieldValue<string[]>(9),
        Mode = (Mode)row.GetInt32(10),
        Minutes = row.GetInt32(11),
        ContactedOn = row.GetFieldValue<DateOnly>(12),
        Municipality = row.GetString(13),
        Programme = row.GetString(14),
    };
}

/// <summary>What ties an organisation to a client, and who the client's case manager is.</summary>
internal sealed record ClientTies(bool HasRecord, bool HasTask, string CaseManager)
{
    public Relation RelationOf(Caller caller) =>
        (HasRecord ? Relation.Controller : Relation.None)
        | (HasTask ? Relation.Receiver : Relation.None)
        | (CaseManager.Length > 0 && CaseManager == caller.Subject ? Relation.CaseManager : Relation.None);
}
