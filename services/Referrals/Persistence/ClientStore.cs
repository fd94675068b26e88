using Npgsql;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Clients and the controllers' records on them.</summary>
internal sealed class ClientStore(CodeVault vault)
{
    public const string CodeIndexKey = "client_code_index_pkey";
    public const string RecordKey = "client_record_pkey";

    /// <summary>Where the codes are, for the rotation of keys.</summary>
    public static EncryptedColumn Codes { get; } = new("client", "id", "code_cipher") { Index = new CodeIndexTable("client_code_index", "client_id", HashColumn: "digest") };

    /// <summary>The person with that code, whoever registered it.</summary>
    public Query<KnownPerson> ByCode(PersonalIdentityCode code, string controller, string register)
    {
        var indexes = vault.IndexesOf(code.Value);
        var newest = indexes[0];
        var other = indexes.Count > 1 ? indexes[1] : newest;
        return new(
            $"""
            SELECT i.client_id, {RecordColumns}
            FROM client_code_index i JOIN client c ON c.id = i.client_id
            LEFT JOIN client_record r ON r.client_id = i.client_id AND r.controller = {controller} AND r.register = {register}
            WHERE (i.key_id = {newest.KeyId} AND i.digest = {newest.Value}) OR (i.key_id = {other.KeyId} AND i.digest = {other.Value})
            LIMIT 1
            """,
            row => new KnownPerson(row.GetGuid(0), row.IsDBNull(1) ? null : ReadRecord(row, 1)));
    }

    /// <summary>The controller's own record, the newest if it has several registers.</summary>
    public static Query<ClientRecord> Own(Guid clientId, string controller) =>
        new($"SELECT {RecordColumns} FROM client_record r JOIN client c ON c.id = r.client_id WHERE r.client_id = {clientId} AND r.controller = {controller} ORDER BY r.registered_at DESC LIMIT 1", row => ReadRecord(row, 0));

    /// <summary>The record of the organisation that referred the client to this one.</summary>
    public static Query<ClientRecord> OfReferrer(Guid clientId, string receiver) =>
        new(
            $"""
            SELECT {RecordColumns} FROM client_record r JOIN client c ON c.id = r.client_id
            WHERE r.client_id = {clientId} AND r.controller = (
              SELECT f.sender FROM task t JOIN referral f ON f.id = t.referral_id
              WHERE t.client_id = {clientId} AND t.receiver = {receiver} ORDER BY t.id DESC LIMIT 1)
            ORDER BY r.registered_at DESC LIMIT 1
            """,
            row => ReadRecord(row, 0));

    public void AddPerson(Commit commit, Guid id, DateOnly? birthDate, PersonalIdentityCode? code)
    {
        commit.Add($"INSERT INTO client (id, birth_date, code_cipher) VALUES ({id}, {birthDate}, {(code is null ? null : vault.Encrypt(code.Value, "client", "code_cipher", id))})");
        foreach (var index in code is null ? [] : vault.IndexesOf(code.Value))
        {
            commit.Add($"INSERT INTO client_code_index (key_id, digest, client_id) VALUES ({index.KeyId}, {index.Value}, {id})");
        }
    }

    public static Sql Insert(ClientRecord record) =>
        $"""
        INSERT INTO client_record (client_id, controller, register, version, given_names, family_name, municipality, contact_language, non_disclosure, registered_at)
        VALUES ({record.ClientId}, {record.Controller}, {record.Register}, {record.Version}, {record.GivenNames}, {record.FamilyName}, {record.Municipality}, {record.ContactLanguage}, {record.NonDisclosure}, {record.RegisteredAt})
        """;

    private static Sql RecordColumns =>
        $"r.client_id, r.controller, r.register, r.version, r.given_names, r.family_name, r.municipality, r.contact_language, r.non_disclosure, r.registered_at, c.birth_date, c.code_cipher IS NOT NULL";

    private static ClientRecord ReadRecord(NpgsqlDataReader row, int from) => new()
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
    };
}

/// <summary>A person whose code is known, and the asking controller's own record, if it has one.</summary>
internal sealed record KnownPerson(Guid ClientId, ClientRecord? Own);
