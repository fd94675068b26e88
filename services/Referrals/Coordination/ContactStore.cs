using Npgsql;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Contacts with what they opened. The follow-ups come as a second result of the same round trip.</summary>
internal static class ContactStore
{
    public static Query<Contact> ById(Guid id) => new($"SELECT {Columns} FROM contact WHERE id = {id}", Read);

    public static Query<Contact> ByFollowUp(Guid followUpId) =>
        new($"SELECT {Columns} FROM contact WHERE id = (SELECT contact_id FROM contact_follow_up WHERE id = {followUpId})", Read);

    public static Query<IReadOnlyList<ContactFollowUp>> FollowUpsOf(Guid contactId) =>
        new Query<ContactFollowUp>($"SELECT {FollowUpColumns} FROM contact_follow_up WHERE contact_id = {contactId} ORDER BY id", ReadFollowUp).All();

    public static Query<IReadOnlyList<ContactFollowUp>> FollowUpsBeside(Guid followUpId) =>
        new Query<ContactFollowUp>($"SELECT {FollowUpColumns} FROM contact_follow_up WHERE contact_id = (SELECT contact_id FROM contact_follow_up WHERE id = {followUpId}) ORDER BY id", ReadFollowUp).All();

    /// <summary>Newest day first.</summary>
    public static Query<Contact> Of(string organisation, ContactFilter filter, DateOnly beforeDay, Guid beforeId, int limit) =>
        new($"SELECT {Columns} FROM contact WHERE {Matching(organisation, filter)} AND (contacted_on, id) < ({beforeDay}, {beforeId}) ORDER BY contacted_on DESC, id DESC LIMIT {limit}", Read);

    /// <summary>How many contacts there are.</summary>
    public static Query<ContactTotals> Totals(string organisation, ContactFilter filter) =>
        new(
            $"SELECT count(*), count(*) FILTER (WHERE cardinality(outcomes) > 0), coalesce(sum(minutes), 0), count(DISTINCT coalesce((SELECT p.merged_into FROM client p WHERE p.id = client_id), client_id)) FROM contact WHERE {Matching(organisation, filter)}",
            row => new ContactTotals(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)));

    /// <summary>The contacts by every dimension at once, the largest first.</summary>
    public static Query<IReadOnlyList<ContactTally>> Tally(string organisation, ContactFilter filter) =>
        new Query<ContactTally>(
            $"""
            SELECT d.dimension, d.code, count(*) FROM contact, LATERAL (
              VALUES ('age-band', age_band::text), ('contacting-service', contacting_service), ('topic', topic), ('client-present', client_present::text),
                     ('mode', mode::text), ('municipality', municipality)
              UNION ALL SELECT 'outcome', unnest(outcomes)
              UNION ALL SELECT 'profession', unnest(network_professions)) AS d (dimension, code)
            WHERE {Matching(organisation, filter)}
            GROUP BY d.dimension, d.code ORDER BY d.dimension, count(*) DESC, d.code
            """,
            row => new ContactTally(row.GetString(0), row.GetString(1), row.GetInt64(2))).All();

    public static Sql Insert(Contact contact) =>
        $"""
        INSERT INTO contact (id, version, organisation, client_id, age_band, contacting_service, topic, client_present, outcomes, network_professions, mode, minutes, contacted_on, municipality, programme)
        VALUES ({contact.Id}, {contact.Version}, {contact.Organisation}, {contact.ClientId}, {(int)contact.AgeBand}, {contact.ContactingService}, {contact.Topic}, {contact.ClientPresent}, {contact.Outcomes.ToArray()}, {contact.NetworkProfessions}, {(int)contact.Mode}, {contact.Minutes}, {contact.ContactedOn}, {contact.Municipality}, {contact.Programme})
        """;

    /// <summary>The guard of every change of a contact and of what it opened.</summary>
    public static Sql Update(Contact contact) =>
        $"""
        UPDATE contact SET version = version + 1, client_id = {contact.ClientId}, age_band = {(int)contact.AgeBand}, municipality = {contact.Municipality}, outcomes = {contact.Outcomes.ToArray()}
        WHERE id = {contact.Id} AND version = {contact.Version}
        """;

    public static Sql Insert(ContactFollowUp followUp) =>
        $"""
        INSERT INTO contact_follow_up (id, contact_id, kind, organisation, topic, question, client_agreed, client_invited, professions, planned_on, status, opened_at)
        VALUES ({followUp.Id}, {followUp.ContactId}, {(int)followUp.Kind}, {followUp.Organisation}, {followUp.Topic}, {followUp.Question}, {followUp.ClientAgreed}, {followUp.ClientInvited}, {followUp.Professions}, {followUp.PlannedOn}, {(int)followUp.Status}, {followUp.OpenedAt})
        """;

    public static Sql Update(ContactFollowUp followUp) =>
        $"UPDATE contact_follow_up SET status = {(int)followUp.Status}, ended_on = {followUp.EndedOn} WHERE id = {followUp.Id}";

    // A client's own contacts have their index; every other filter walks the organisation's by day.
    private static Sql Matching(string organisation, ContactFilter filter)
    {
        return $"organisation = {organisation} AND contacted_on BETWEEN {filter.From} AND {filter.To}{And(filter)}";
    }

    private static Sql And(ContactFilter filter) =>
        $"""
        {SqlParts.If(filter.ClientId is not null, $" AND client_id = ANY(tyokyky_same_client({filter.ClientId}))")}{SqlParts.If(filter.Topic.Length > 0, $" AND topic = {filter.Topic}")}
        {SqlParts.If(filter.ContactingService.Length > 0, $" AND contacting_service = {filter.ContactingService}")}{SqlParts.If(filter.Outcome.Length > 0, $" AND {filter.Outcome} = ANY(outcomes)")}
        {SqlParts.If(filter.Programme.Length > 0, $" AND programme = {filter.Programme}")}{SqlParts.If(filter.Municipality.Length > 0, $" AND municipality = {filter.Municipality}")}
        """;

    private static Sql Columns =>
        $"id, version, organisation, client_id, age_band, contacting_service, topic, client_present, outcomes, network_professions, mode, minutes, contacted_on, municipality, programme";

    private static Sql FollowUpColumns =>
        $"id, contact_id, kind, organisation, topic, question, client_agreed, client_invited, professions, planned_on, status, ended_on, opened_at, (SELECT m.id FROM network_meeting m WHERE m.follow_up_id = contact_follow_up.id AND m.status <> 4) AS network_meeting_id";

    private static Contact Read(NpgsqlDataReader row) => new()
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

    private static ContactFollowUp ReadFollowUp(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        ContactId = row.GetGuid(1),
        Kind = (ContactFollowUpKind)row.GetInt32(2),
        Organisation = row.GetString(3),
        Topic = row.GetString(4),
        Question = row.GetString(5),
        ClientAgreed = row.GetBoolean(6),
        ClientInvited = row.GetBoolean(7),
        Professions = row.GetFieldValue<string[]>(8),
        PlannedOn = row.Day(9),
        Status = (ContactFollowUpStatus)row.GetInt32(10),
        EndedOn = row.Day(11),
        OpenedAt = row.GetFieldValue<DateTimeOffset>(12),
        NetworkMeetingId = row.Id(13),
    };
}

/// <summary>Which contacts of an organisation.</summary>
internal sealed record ContactFilter(DateOnly From, DateOnly To)
{
    public Guid? ClientId { get; init; }

    public string Topic { get; init; } = "";

    public string ContactingService { get; init; } = "";

    public string Outcome { get; init; } = "";

    public string Programme { get; init; } = "";

    public string Municipality { get; init; } = "";
}

/// <summary>Contacts, those with an outcome, their minutes, and the clients named in them.</summary>
internal sealed record ContactTotals(long Contacts, long WithOutcome, long Minutes, long NamedClients);

/// <summary>How many contacts have one value of one dimension.</summary>
internal sealed record ContactTally(string Dimension, string Code, long Contacts);
