using System.Text.Json;
using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Employers' contacts.</summary>
internal static class EmployerContactStore
{
    public static Query<EmployerContact> ById(Guid id) => new($"SELECT {Columns} FROM employer_contact WHERE id = {id}", Read);

    /// <summary>Oldest first.</summary>
    public static Query<EmployerContact> WaitingAt(string receiver, Guid after, int limit) =>
        new($"SELECT {Columns} FROM employer_contact WHERE receiver = {receiver} AND status = 0 AND id > {after} ORDER BY id LIMIT {limit}", Read);

    /// <summary>Oldest first.</summary>
    public static Query<EmployerContact> WaitingFor(Guid clientId, Guid after, int limit) =>
        new($"SELECT {Columns} FROM employer_contact WHERE client_id = ANY(tyokyky_same_client({clientId})) AND status = 0 AND id > {after} ORDER BY id LIMIT {limit}", Read);

    public static Sql Insert(EmployerContact contact) =>
        $"""
        INSERT INTO employer_contact (id, version, employer, employer_name, receiver, client_id, topic, status, employee, made_at, confirm_by)
        VALUES ({contact.Id}, {contact.Version}, {contact.Employer}, {contact.EmployerName}, {contact.Receiver}, {contact.ClientId}, {contact.Topic}, {(int)contact.Status},
          {Sql.Json(JsonSerializer.Serialize(contact.Employee!, ReferralsJson.Default.EmployedPerson))}, {contact.MadeAt}, {contact.ConfirmBy})
        """;

    /// <summary>The guard of its end.</summary>
    public static Sql End(EmployerContact ended) =>
        $"UPDATE employer_contact SET version = {ended.Version}, status = {(int)ended.Status}, employee = NULL WHERE id = {ended.Id} AND version = {ended.Version - 1}";

    /// <summary>What it became; after the referral is there.</summary>
    public static Sql Link(EmployerContact confirmed) => $"UPDATE employer_contact SET referral_id = {confirmed.ReferralId} WHERE id = {confirmed.Id}";

    private static Sql Columns => $"id, version, employer, employer_name, receiver, client_id, topic, status, employee::text, made_at, confirm_by, referral_id, (SELECT coalesce(c.merged_into, c.id) FROM client c WHERE c.id = client_id)";

    private static EmployerContact Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        Employer = row.GetString(2),
        EmployerName = row.GetString(3),
        Receiver = row.GetString(4),
        ClientId = row.Id(5),
        Topic = row.GetString(6),
        Status = (EmployerContactStatus)row.GetInt32(7),
        Employee = row.IsDBNull(8) ? null : JsonSerializer.Deserialize(row.GetString(8), ReferralsJson.Default.EmployedPerson),
        MadeAt = row.GetFieldValue<DateTimeOffset>(9),
        ConfirmBy = row.GetFieldValue<DateOnly>(10),
        ReferralId = row.Id(11),
        Person = row.Id(12),
    };
}
