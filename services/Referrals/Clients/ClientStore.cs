using System.Text.Json;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Clients and the controllers' records on them. An id that was merged stands for the same person as the one it was merged into.</summary>
[Row<ClientRecord>(Alias = "r", Columns = ["BirthDate=born", "Care=details"], Json = ["Care"], JsonContext = typeof(ClientsJson))]
internal sealed partial class ClientStore(CodeVault vault)
{
    public const string CodeIndexKey = "client_code_index_pkey";
    public const string RecordKey = "client_record_pkey";

    /// <summary>Where the codes are, for the rotation of keys.</summary>
    public static EncryptedColumn Codes { get; } = new("client", "id", "code_cipher")
    {
        Index = new CodeIndexTable("client_code_index", "client_id", HashColumn: "digest"),
    };

    /// <summary>
    /// The person with that code, whoever registered it, under the id that the controller knows; with its own record in a register (empty: any).
    /// </summary>
    public Query<KnownPerson> ByCode(PersonalIdentityCode code, string controller, string register) =>
        new(
            $"""
            SELECT i.client_id, coalesce(known.client_id, i.client_id), own.* FROM {CodeIndex(code)}
            LEFT JOIN LATERAL (SELECT r.client_id FROM client_record r
              WHERE r.client_id = ANY(tyokyky_same_client(i.client_id)) AND r.controller = {controller} AND r.superseded_by IS NULL
              ORDER BY r.registered_at LIMIT 1) known ON true
            LEFT JOIN LATERAL (SELECT {ClientRecordRow.Columns} FROM {Records}
              WHERE r.client_id = ANY(tyokyky_same_client(i.client_id)) AND r.controller = {controller} AND ({register} = '' OR r.register = {register})
                AND r.superseded_by IS NULL ORDER BY r.registered_at DESC LIMIT 1) own ON true
            LIMIT 1
            """,
            row => new KnownPerson(row.GetGuid(0), row.GetGuid(1), row.IsDBNull(2) ? null : ClientRecordRow.Read(row, 2)));

    /// <summary>The controller's own newest record on the person with that code.</summary>
    public Query<ClientRecord> OwnByCode(PersonalIdentityCode code, string controller) =>
        new(
            $"""
            SELECT own.* FROM {CodeIndex(code)}
            CROSS JOIN LATERAL (SELECT {ClientRecordRow.Columns} FROM {Records}
              WHERE r.client_id = ANY(tyokyky_same_client(i.client_id)) AND r.controller = {controller} AND r.superseded_by IS NULL
              ORDER BY r.registered_at DESC LIMIT 1) own
            LIMIT 1
            """,
            ClientRecordRow.Read);

    /// <summary>The controller's own record, in a register or (empty) the newest.</summary>
    /// <remarks>The id stands in a SELECT of its own: the server would look up the same clients to plan for so many, and plan anew each time.</remarks>
    public static Query<ClientRecord> Own(Guid clientId, string controller, string register = "") =>
        new(
            $"""
            SELECT {ClientRecordRow.Columns} FROM {Records}
            WHERE r.client_id = ANY(tyokyky_same_client((SELECT {clientId}))) AND r.controller = {controller} AND ({register} = '' OR r.register = {register})
              AND r.superseded_by IS NULL
            ORDER BY r.registered_at DESC LIMIT 1
            """,
            ClientRecordRow.Read);

    /// <summary>The newest record of the controller whose entry of the client's situation it is.</summary>
    public static Query<ClientRecord> OfEntry(Guid situationId) =>
        new(
            $"""
            SELECT own.* FROM situation s
            CROSS JOIN LATERAL (SELECT {ClientRecordRow.Columns} FROM {Records}
              WHERE r.client_id = ANY(tyokyky_same_client(s.client_id)) AND r.controller = s.controller AND r.superseded_by IS NULL
              ORDER BY r.registered_at DESC LIMIT 1) own
            WHERE s.id = {situationId} AND s.version = 1
            """,
            ClientRecordRow.Read);

    /// <summary>The controller's own record as it was known at a time.</summary>
    public static Query<ClientRecord> OwnAsKnown(Guid clientId, string controller, string register, DateTimeOffset at) =>
        new(
            $"""
            SELECT {ClientRecordRow.Columns} FROM {RecordsIn(Sql.Name("client_record_version"))}
            WHERE r.client_id = {clientId} AND r.controller = {controller} AND r.register = {register} AND r.recorded_at <= {at}
            ORDER BY r.version DESC LIMIT 1
            """,
            ClientRecordRow.Read);

    /// <summary>The record by which who refers the client to an organisation says who that is.</summary>
    public static Query<ClientRecord> OfReferrer(Guid clientId, string receiver) =>
        new($"SELECT * FROM ({Referred($"{clientId}", receiver)}) theirs", row => ClientRecordRow.Read(row, 1));

    public static Query<ClientRecord> ByReference(string controller, string system, string value) =>
        new(
            $"""
            SELECT {ClientRecordRow.Columns} FROM external_reference x
            JOIN {Records} ON r.client_id = ANY(tyokyky_same_client(x.object_id)) AND r.controller = x.organisation AND r.superseded_by IS NULL
            WHERE x.organisation = {controller} AND x.system = {system} AND x.value = {value} AND x.object_type = 'client'
            ORDER BY r.registered_at DESC LIMIT 1
            """,
            ClientRecordRow.Read);

    /// <summary>The controller's own records by the start of the family name.</summary>
    public static Query<ClientRecord> ByName(
        string controller, string prefix, DateOnly? born, ClientNameKey after, int limit) =>
        new(
            $"""
            SELECT {ClientRecordRow.Columns} FROM {Records}
            WHERE r.controller = {controller} AND lower(r.family_name) LIKE {NamePrefix.Of(prefix)} AND ({born}::date IS NULL OR r.born = {born})
              AND r.superseded_by IS NULL
              AND (r.family_name, r.given_names, r.client_id, r.register) > ({after.FamilyName}, {after.GivenNames}, {after.ClientId}, {after.Register})
            ORDER BY r.family_name, r.given_names, r.client_id, r.register LIMIT {limit}
            """,
            ClientRecordRow.Read);

    /// <summary>The controller's own newest record on each of these.</summary>
    public static Query<AskedRecord> OwnOf(Guid[] clientIds, string controller) =>
        new(
            $"""
            SELECT asked.id, own.* FROM unnest({clientIds}) asked (id)
            CROSS JOIN LATERAL (SELECT {ClientRecordRow.Columns} FROM {Records}
              WHERE r.client_id = ANY(tyokyky_same_client(asked.id)) AND r.controller = {controller} AND r.superseded_by IS NULL
              ORDER BY r.registered_at DESC LIMIT 1) own
            """,
            row => new AskedRecord(row.GetGuid(0), ClientRecordRow.Read(row, 1)));

    /// <summary>The same for each of these.</summary>
    public static Query<AskedRecord> OfReferrers(Guid[] clientIds, string receiver) =>
        new(
            $"SELECT asked.id, theirs.* FROM unnest({clientIds}) asked (id) CROSS JOIN LATERAL ({Referred($"asked.id", receiver)}) theirs",
            row => new AskedRecord(row.GetGuid(0), ClientRecordRow.Read(row, 2)) { IsOfSender = row.GetBoolean(1) });

    /// <summary>Every controller's record on a person.</summary>
    public static Query<ClientRecord> All(Guid clientId, string afterController, string afterRegister, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {ClientRecordRow.Columns} FROM {Records}
            WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.superseded_by IS NULL
              AND (r.controller, r.register, r.client_id) > ({afterController}, {afterRegister}, {afterId})
            ORDER BY r.controller, r.register, r.client_id LIMIT {limit}
            """,
            ClientRecordRow.Read);

    public void AddPerson(Commit commit, Guid id, DateOnly? birthDate, PersonalIdentityCode? code)
    {
        commit.Add($"INSERT INTO client (id, birth_date, code_cipher) VALUES ({id}, {birthDate}, {(code is null ? null : Encrypt(code, id))})");
        AddIndexes(commit, id, code);
    }

    /// <summary>Adds the code to a person who has none.</summary>
    public void AddCode(Commit commit, Guid person, PersonalIdentityCode code)
    {
        commit.Guard(
            $"""
            UPDATE client SET code_cipher = {Encrypt(code, person)}, birth_date = {code.BirthDate}
            WHERE id = {person} AND code_cipher IS NULL AND merged_into IS NULL
            """);
        AddIndexes(commit, person, code);
    }

    /// <summary>Keeps a new record.</summary>
    public static void Add(Commit commit, ClientRecord record)
    {
        commit.Add(
            $"""
            INSERT INTO client_record (client_id, controller, register, version, given_names, family_name, municipality, contact_language,
              non_disclosure, registered_at, birth_date, details, sex, customer_profile)
            VALUES ({record.ClientId}, {record.Controller}, {record.Register}, 1, {record.GivenNames}, {record.FamilyName}, {record.Municipality},
              {record.ContactLanguage}, {record.NonDisclosure}, {record.RegisteredAt}, {record.BirthDate}, {Json(record)},
              {(int)record.Sex}, {record.CustomerProfile})
            """);
        Keep(commit, record);
    }

    /// <summary>Changes a record, if it is still the version that was read; the database counts.</summary>
    public static void Change(Commit commit, ClientRecord before, ClientRecord now)
    {
        // A guard beside the fence, which looks at the person's other records too.
        commit
            .Guard(
                $"""
                UPDATE client_record SET version = version + 1, given_names = {now.GivenNames}, family_name = {now.FamilyName},
                  municipality = {now.Municipality}, contact_language = {now.ContactLanguage}, non_disclosure = {now.NonDisclosure},
                  birth_date = {now.BirthDate}, details = {Json(now)}, sex = {(int)now.Sex}, customer_profile = {now.CustomerProfile}
                WHERE {Is(before)} AND version = {before.Version} AND superseded_by IS NULL
                """)
            .Add($"DELETE FROM client_match WHERE {Is(before)}");
        Keep(commit, now);
    }

    /// <summary>
    /// It is still as it was read, and so is what the controller's other records on the person say of non-disclosure; both stay so until the commit's end.
    /// </summary>
    public static Sql Fence(ClientRecord record) =>
        $"""
        SELECT 1 FROM (SELECT client_id, register, version, non_disclosure FROM client_record
          WHERE client_id = ANY(tyokyky_same_client({record.ClientId})) AND controller = {record.Controller} AND superseded_by IS NULL
          ORDER BY client_id, register FOR NO KEY UPDATE) held
        HAVING bool_or(client_id = {record.ClientId} AND register = {record.Register} AND version = {record.Version})
          AND bool_or(non_disclosure) = {record.NonDisclosure || record.IsHiddenElsewhere}
        """;

    /// <summary>The controller's own records on a person, in a register or (empty) any, as rows.</summary>
    public static Sql OwnRows(Guid person, string controller, string register = "") =>
        $"""
        SELECT FROM client_record
        WHERE client_id = ANY(tyokyky_same_client({person})) AND controller = {controller} AND ({register} = '' OR register = {register})
          AND superseded_by IS NULL
        """;

    /// <summary>Records as <c>r</c>, with what follows from the person and from the controller's other records on the person.</summary>
    internal static Sql Records => RecordsIn(Sql.Name("client_record"));

    private static Sql RecordsIn(SqlName table) =>
        $"""
        (SELECT x.*, coalesce(x.birth_date, c.birth_date) AS born, p.code_cipher IS NOT NULL AS has_code, p.id AS person,
           EXISTS (SELECT FROM client_record o WHERE o.client_id = ANY(tyokyky_same_client(x.client_id)) AND o.controller = x.controller AND o.non_disclosure
             AND o.superseded_by IS NULL AND (o.client_id, o.register) <> (x.client_id, x.register)) AS is_hidden_elsewhere
         FROM {table} x JOIN client c ON c.id = x.client_id JOIN client p ON p.id = coalesce(c.merged_into, c.id)) r
        """;

    /// <summary>
    /// A row for whoever has a live task for the client, and so must know who that is: the sender's record, behind whether it is the sender's; where the
    /// sender refers onward without one, that of whoever referred the client to it, and so on; where the client began it, whichever there is, one with an
    /// order of non-disclosure before others.
    /// </summary>
    internal static Sql Referred(Sql clientId, string receiver) =>
        $"""
        WITH RECURSIVE chain AS (
          (SELECT f.sender, f.origin, f.parent_referral_id, 0 AS up FROM task t JOIN referral f ON f.id = t.referral_id
           WHERE t.client_id = ANY(tyokyky_same_client({clientId})) AND t.receiver = {receiver} AND t.status = ANY({KnownOrganisations.LiveStatuses})
           ORDER BY t.id DESC LIMIT 1)
          UNION ALL
          SELECT f.sender, f.origin, f.parent_referral_id, chain.up + 1 FROM chain JOIN referral f ON f.id = chain.parent_referral_id)
        SELECT coalesce(told.up = 0, false), {ClientRecordRow.Columns} FROM {Records}
        CROSS JOIN LATERAL (SELECT min(chain.up) AS up FROM chain WHERE chain.sender = r.controller) told
        WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.superseded_by IS NULL
          AND (told.up IS NOT NULL OR EXISTS (SELECT FROM chain WHERE chain.origin <> {(int)ReferralOrigin.Professional}))
        ORDER BY told.up, r.non_disclosure DESC, r.registered_at DESC LIMIT 1
        """;

    private Sql CodeIndex(PersonalIdentityCode code)
    {
        var indexes = vault.IndexesOf(code.Value);
        return $"""
            unnest({indexes.Select(index => index.KeyId).ToArray()}, {indexes.Select(index => index.Value).ToArray()}) AS asked (key_id, digest)
            JOIN client_code_index i ON i.key_id = asked.key_id AND i.digest = asked.digest
            """;
    }

    private static Sql Is(ClientRecord record) => $"client_id = {record.ClientId} AND controller = {record.Controller} AND register = {record.Register}";

    // The record as it now is, and what it is compared by.
    private static void Keep(Commit commit, ClientRecord record) => commit
        .Add(
            $"""
            INSERT INTO client_record_version (client_id, controller, register, version, given_names, family_name, municipality, contact_language,
              non_disclosure, registered_at, birth_date, details, sex, customer_profile, recorded_at, recorded_by)
            SELECT client_id, controller, register, version, given_names, family_name, municipality, contact_language, non_disclosure, registered_at,
              birth_date, details, sex, customer_profile, {commit.RecordedAt}, {commit.Call.Caller.Subject} FROM client_record WHERE {Is(record)}
            """)
        .Add(
            $"""
            INSERT INTO client_match (controller, key, client_id, register)
            SELECT {record.Controller}, unnest(tyokyky_match_keys({record.BirthDate}, {record.FamilyName}, {record.GivenNames})),
              {record.ClientId}, {record.Register}
            ON CONFLICT DO NOTHING
            """);

    private byte[] Encrypt(PersonalIdentityCode code, Guid id) => vault.Encrypt(code.Value, "client", "code_cipher", id);

    private void AddIndexes(Commit commit, Guid id, PersonalIdentityCode? code)
    {
        foreach (var index in code is null ? [] : vault.IndexesOf(code.Value))
        {
            commit.Add($"INSERT INTO client_code_index (key_id, digest, client_id) VALUES ({index.KeyId}, {index.Value}, {id})");
        }
    }

    private static SqlJson Json(ClientRecord record) => Sql.Json(JsonSerializer.Serialize(record.Care, ClientsJson.Default.ClientCare));
}

/// <summary>
/// A person whose code is known: the id that stands for the person, the id under which the asking controller knows the person, and its own record, if
/// it has one.
/// </summary>
internal sealed record KnownPerson(Guid Person, Guid ClientId, ClientRecord? Own);

/// <summary>A record by the id that was asked for.</summary>
internal sealed record AskedRecord(Guid Asked, ClientRecord Record)
{
    /// <summary>False for a record that reached the reader through others: whose it is, the reader does not know by it.</summary>
    public bool IsOfSender { get; init; } = true;
}

/// <summary>A place in the order of names: a client has a record in each of the controller's registers.</summary>
internal readonly record struct ClientNameKey(string FamilyName, string GivenNames, Guid ClientId, string Register)
{
    public static ClientNameKey First { get; } = new("", "", Guid.Empty, "");
}
