using System.Text.Json;
using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Clients and the controllers' records on them. An id that was merged stands for the same person as the one it was merged into.</summary>
internal sealed class ClientStore(CodeVault vault)
{
    public const string CodeIndexKey = "client_code_index_pkey";
    public const string RecordKey = "client_record_pkey";

    /// <summary>Where the codes are, for the rotation of keys.</summary>
    public static EncryptedColumn Codes { get; } = new("client", "id", "code_cipher") { Index = new CodeIndexTable("client_code_index", "client_id", HashColumn: "digest") };

    /// <summary>The person with that code, whoever registered it, under the id that the controller knows; with its own record in a register (empty: any).</summary>
    public Query<KnownPerson> ByCode(PersonalIdentityCode code, string controller, string register)
    {
        var indexes = vault.IndexesOf(code.Value);
        return new(
            $"""
            SELECT i.client_id, coalesce(known.client_id, i.client_id), own.* FROM unnest({indexes.Select(index => index.KeyId).ToArray()}, {indexes.Select(index => index.Value).ToArray()}) AS asked (key_id, digest)
            JOIN client_code_index i ON i.key_id = asked.key_id AND i.digest = asked.digest
            LEFT JOIN LATERAL (SELECT r.client_id FROM client_record r WHERE r.client_id = ANY(tyokyky_same_client(i.client_id)) AND r.controller = {controller} AND r.superseded_by IS NULL
              ORDER BY r.registered_at LIMIT 1) known ON true
            LEFT JOIN LATERAL (SELECT {RecordColumns} FROM client_record r {Persons} WHERE r.client_id = ANY(tyokyky_same_client(i.client_id)) AND r.controller = {controller}
              AND ({register} = '' OR r.register = {register}) AND r.superseded_by IS NULL ORDER BY r.registered_at DESC LIMIT 1) own ON true
            LIMIT 1
            """,
            row => new KnownPerson(row.GetGuid(0), row.GetGuid(1), row.IsDBNull(2) ? null : ReadRecord(row, 2)));
    }

    /// <summary>The controller's own record, in a register or (empty) the newest.</summary>
    public static Query<ClientRecord> Own(Guid clientId, string controller, string register = "") =>
        new(
            $"""
            SELECT {RecordColumns} FROM client_record r {Persons}
            WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.controller = {controller} AND ({register} = '' OR r.register = {register}) AND r.superseded_by IS NULL
            ORDER BY r.registered_at DESC LIMIT 1
            """,
            row => ReadRecord(row, 0));

    /// <summary>The controller's own record as it was known at a time.</summary>
    public static Query<ClientRecord> OwnAsKnown(Guid clientId, string controller, string register, DateTimeOffset at) =>
        new(
            $"""
            SELECT {RecordColumns} FROM client_record_version r {Persons}
            WHERE r.client_id = {clientId} AND r.controller = {controller} AND r.register = {register} AND r.recorded_at <= {at}
            ORDER BY r.version DESC LIMIT 1
            """,
            row => ReadRecord(row, 0));

    /// <summary>The record of the organisation that referred the client to this one.</summary>
    public static Query<ClientRecord> OfReferrer(Guid clientId, string receiver) =>
        new(
            $"""
            SELECT {RecordColumns} FROM client_record r {Persons}
            WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.superseded_by IS NULL AND r.controller = (
              SELECT f.sender FROM task t JOIN referral f ON f.id = t.referral_id
              WHERE t.client_id = ANY(tyokyky_same_client({clientId})) AND t.receiver = {receiver} AND t.status = ANY({KnownOrganisations.LiveStatuses}) ORDER BY t.id DESC LIMIT 1)
            ORDER BY r.registered_at DESC LIMIT 1
            """,
            row => ReadRecord(row, 0));

    public static Query<ClientRecord> ByReference(string controller, string system, string value) =>
        new(
            $"""
            SELECT {RecordColumns} FROM external_reference x JOIN client_record r ON r.client_id = ANY(tyokyky_same_client(x.object_id)) AND r.controller = x.organisation AND r.superseded_by IS NULL {Persons}
            WHERE x.organisation = {controller} AND x.system = {system} AND x.value = {value} AND x.object_type = 'client'
            ORDER BY r.registered_at DESC
            """,
            row => ReadRecord(row, 0));

    /// <summary>The controller's own records by the start of the family name.</summary>
    public static Query<ClientRecord> ByName(string controller, string prefix, DateOnly? born, string afterFamily, string afterGiven, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {RecordColumns} FROM client_record r {Persons}
            WHERE r.controller = {controller} AND lower(r.family_name) LIKE {NamePrefix.Of(prefix)} AND ({born}::date IS NULL OR coalesce(r.birth_date, c.birth_date) = {born}) AND r.superseded_by IS NULL
              AND (r.family_name, r.given_names, r.client_id) > ({afterFamily}, {afterGiven}, {afterId})
            ORDER BY r.family_name, r.given_names, r.client_id LIMIT {limit}
            """,
            row => ReadRecord(row, 0));

    /// <summary>The controller's own newest record on each of these.</summary>
    public static Query<(Guid Asked, ClientRecord Record)> OwnOf(Guid[] clientIds, string controller) =>
        new(
            $"""
            SELECT asked.id, own.* FROM unnest({clientIds}) asked (id)
            CROSS JOIN LATERAL (SELECT {RecordColumns} FROM client_record r {Persons}
              WHERE r.client_id = ANY(tyokyky_same_client(asked.id)) AND r.controller = {controller} AND r.superseded_by IS NULL ORDER BY r.registered_at DESC LIMIT 1) own
            """,
            row => (row.GetGuid(0), ReadRecord(row, 1)));

    /// <summary>The records of the organisations that referred these to this one.</summary>
    public static Query<(Guid Asked, ClientRecord Record)> OfReferrers(Guid[] clientIds, string receiver) =>
        new(
            $"""
            SELECT asked.id, theirs.* FROM unnest({clientIds}) asked (id)
            CROSS JOIN LATERAL (SELECT f.sender FROM task t JOIN referral f ON f.id = t.referral_id
              WHERE t.client_id = ANY(tyokyky_same_client(asked.id)) AND t.receiver = {receiver} AND t.status = ANY({KnownOrganisations.LiveStatuses}) ORDER BY t.id DESC LIMIT 1) last
            CROSS JOIN LATERAL (SELECT {RecordColumns} FROM client_record r {Persons}
              WHERE r.client_id = ANY(tyokyky_same_client(asked.id)) AND r.controller = last.sender AND r.superseded_by IS NULL ORDER BY r.registered_at DESC LIMIT 1) theirs
            """,
            row => (row.GetGuid(0), ReadRecord(row, 1)));

    /// <summary>Every controller's record on a person.</summary>
    public static Query<ClientRecord> All(Guid clientId, string afterController, string afterRegister, int limit) =>
        new(
            $"""
            SELECT {RecordColumns} FROM client_record r {Persons}
            WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.superseded_by IS NULL AND (r.controller, r.register) > ({afterController}, {afterRegister})
            ORDER BY r.controller, r.register LIMIT {limit}
            """,
            row => ReadRecord(row, 0));

    public void AddPerson(Commit commit, Guid id, DateOnly? birthDate, PersonalIdentityCode? code)
    {
        commit.Add($"INSERT INTO client (id, birth_date, code_cipher) VALUES ({id}, {birthDate}, {(code is null ? null : Encrypt(code, id))})");
        AddIndexes(commit, id, code);
    }

    /// <summary>Adds the code to a person who has none.</summary>
    public void AddCode(Commit commit, Guid person, PersonalIdentityCode code)
    {
        commit.Guard($"UPDATE client SET code_cipher = {Encrypt(code, person)}, birth_date = {code.BirthDate} WHERE id = {person} AND code_cipher IS NULL AND merged_into IS NULL");
        AddIndexes(commit, person, code);
    }

    public static Sql Insert(ClientRecord record) =>
        $"""
        INSERT INTO client_record (client_id, controller, register, version, given_names, family_name, municipality, contact_language, non_disclosure, registered_at, birth_date, details)
        VALUES ({record.ClientId}, {record.Controller}, {record.Register}, {record.Version}, {record.GivenNames}, {record.FamilyName}, {record.Municipality}, {record.ContactLanguage},
          {record.NonDisclosure}, {record.RegisteredAt}, {record.BirthDate}, {Json(record)})
        """;

    public static Sql Update(ClientRecord record) =>
        $"""
        UPDATE client_record SET version = {record.Version}, given_names = {record.GivenNames}, family_name = {record.FamilyName}, municipality = {record.Municipality},
          contact_language = {record.ContactLanguage}, non_disclosure = {record.NonDisclosure}, birth_date = {record.BirthDate}, details = {Json(record)}
        WHERE client_id = {record.ClientId} AND controller = {record.Controller} AND register = {record.Register} AND version = {record.Version - 1} AND superseded_by IS NULL
        """;

    /// <summary>Keeps the record as it now is, and what it is compared by.</summary>
    public static void KeepVersion(Commit commit, ClientRecord record)
    {
        commit.Add(
            $"""
            INSERT INTO client_record_version (client_id, controller, register, version, given_names, family_name, municipality, contact_language, non_disclosure, registered_at, birth_date, details, recorded_at, recorded_by)
            VALUES ({record.ClientId}, {record.Controller}, {record.Register}, {record.Version}, {record.GivenNames}, {record.FamilyName}, {record.Municipality}, {record.ContactLanguage},
              {record.NonDisclosure}, {record.RegisteredAt}, {record.BirthDate}, {Json(record)}, {commit.RecordedAt}, {commit.Call.Caller.Subject})
            """);
        if (record.Version > 1)
        {
            commit.Add($"DELETE FROM client_match WHERE client_id = {record.ClientId} AND controller = {record.Controller} AND register = {record.Register}");
        }

        commit.Add(
            $"""
            INSERT INTO client_match (controller, key, client_id, register)
            SELECT {record.Controller}, unnest(tyokyky_match_keys({record.BirthDate}, {record.FamilyName}, {record.GivenNames})), {record.ClientId}, {record.Register} ON CONFLICT DO NOTHING
            """);
    }

    internal static Sql RecordColumns =>
        $"r.client_id, r.controller, r.register, r.version, r.given_names, r.family_name, r.municipality, r.contact_language, r.non_disclosure, r.registered_at, coalesce(r.birth_date, c.birth_date), p.code_cipher IS NOT NULL, r.details::text, p.id, {HiddenElsewhere}";

    // Another register of the same controller, or its record under another id of the person.
    private static Sql HiddenElsewhere =>
        $"EXISTS (SELECT FROM client_record x WHERE x.client_id = ANY(tyokyky_same_client(r.client_id)) AND x.controller = r.controller AND x.non_disclosure AND x.superseded_by IS NULL AND (x.client_id, x.register) <> (r.client_id, r.register))";

    internal static Sql Persons => $"JOIN client c ON c.id = r.client_id JOIN client p ON p.id = coalesce(c.merged_into, c.id)";

    internal const int RecordWidth = 15;

    internal static ClientRecord ReadRecord(NpgsqlDataReader row, int from) => new()
    {
        ClientId = row.GetGuid(from),
        Controller = row.GetString(from + 1),
        Register = row.GetString(from + 2),
        Version = row.GetInt64(from + 3),
        GivenNames = row.GetString(from + 4),
        FamilyName = row.GetString(from + 5),
        Municipality = row.GetString(from + 6),
        ContactLanguage = row.GetString(from + 7),
        NonDisclosure = row.GetBoolean(from + 8),
        RegisteredAt = row.GetFieldValue<DateTimeOffset>(from + 9),
        BirthDate = row.Day(from + 10),
        HasCode = row.GetBoolean(from + 11),
        Care = JsonSerializer.Deserialize(row.GetString(from + 12), ReferralsJson.Default.ClientCare)!,
        Person = row.GetGuid(from + 13),
        IsHiddenElsewhere = row.GetBoolean(from + 14),
    };

    private byte[] Encrypt(PersonalIdentityCode code, Guid id) => vault.Encrypt(code.Value, "client", "code_cipher", id);

    private void AddIndexes(Commit commit, Guid id, PersonalIdentityCode? code)
    {
        foreach (var index in code is null ? [] : vault.IndexesOf(code.Value))
        {
            commit.Add($"INSERT INTO client_code_index (key_id, digest, client_id) VALUES ({index.KeyId}, {index.Value}, {id})");
        }
    }

    private static SqlJson Json(ClientRecord record) => Sql.Json(JsonSerializer.Serialize(record.Care, ReferralsJson.Default.ClientCare));
}

/// <summary>A person whose code is known: the id that stands for the person, the id under which the asking controller knows the person, and its own record, if it has one.</summary>
internal sealed record KnownPerson(Guid Person, Guid ClientId, ClientRecord? Own);
