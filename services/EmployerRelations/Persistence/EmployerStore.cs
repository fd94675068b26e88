using Npgsql;

namespace Tyokyky.EmployerRelations.Persistence;

/// <summary>Employers and the contacts with them.</summary>
internal static class EmployerStore
{
    public static Query<Employer> ById(Guid id) => new($"SELECT {Columns} FROM employer WHERE id = {id}", Read);

    /// <summary>None for an empty business id: every household is its own.</summary>
    public static Query<Employer> ByBusinessId(string businessId) => new($"SELECT {Columns} FROM employer WHERE business_id = {businessId}", Read);

    /// <summary>By name; both forms are read from an index in their order.</summary>
    public static Query<Employer> ByName(string namePrefix, string municipality, string afterKey, Guid afterId, int limit)
    {
        var from = Employer.KeyOf(namePrefix);
        // After every name with that prefix.
        var to = from + "\U0010FFFF";
        return municipality.Length > 0
            ? new($"SELECT {Columns} FROM employer WHERE municipality = {municipality} AND name_key >= {from} AND name_key < {to} AND (name_key, id) > ({afterKey}, {afterId}) ORDER BY name_key, id LIMIT {limit}", Read)
            : new($"SELECT {Columns} FROM employer WHERE name_key >= {from} AND name_key < {to} AND (name_key, id) > ({afterKey}, {afterId}) ORDER BY name_key, id LIMIT {limit}", Read);
    }

    /// <summary>A guard: of those who register one business id at once, one inserts.</summary>
    public static Sql Insert(Employer employer) =>
        $"""
        INSERT INTO employer (id, version, business_id, name, name_key, sector, municipality, do_not_contact, contact_count, last_contact_by)
        VALUES ({employer.Id}, 1, {employer.BusinessId}, {employer.Name}, {Employer.KeyOf(employer.Name)}, {employer.Sector}, {employer.Municipality}, false, 0, '')
        ON CONFLICT DO NOTHING
        """;

    /// <summary>A guard: of those who make the first contact at once, one inserts.</summary>
    public static Sql InsertFirst(EmployerContact contact) =>
        $"INSERT INTO first_employer_contact (employer_id, contact_id) VALUES ({contact.EmployerId}, {contact.Id}) ON CONFLICT DO NOTHING";

    public static Sql Insert(EmployerContact contact) =>
        $"""
        INSERT INTO employer_contact (id, employer_id, organisation, purpose, is_first, mode, minutes, contacted_on, note)
        VALUES ({contact.Id}, {contact.EmployerId}, {contact.Organisation}, {contact.Purpose}, {contact.First}, {(int)contact.Mode}, {contact.Minutes}, {contact.ContactedOn}, {contact.Note})
        """;

    /// <summary>A guard: a contact counts on top of any others made meanwhile, but not against the employer's wish.</summary>
    public static Sql Count(EmployerContact contact) =>
        $"""
        UPDATE employer SET version = version + 1, contact_count = contact_count + 1,
          last_contact_by = CASE WHEN last_contact_on > {contact.ContactedOn} THEN last_contact_by ELSE {contact.Organisation} END,
          last_contact_on = greatest(last_contact_on, {contact.ContactedOn})
        WHERE id = {contact.EmployerId} AND NOT do_not_contact
        """;

    public static Sql UpdateDoNotContact(Employer employer) =>
        $"UPDATE employer SET version = {employer.Version}, do_not_contact = {employer.DoNotContact} WHERE id = {employer.Id} AND version = {employer.Version - 1}";

    private static Sql Columns => $"id, version, business_id, name, sector, municipality, do_not_contact, contact_count, last_contact_on, last_contact_by";

    private static Employer Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        BusinessId = row.IsDBNull(2) ? null : row.GetString(2),
        Name = row.GetString(3),
        Sector = row.GetString(4),
        Municipality = row.GetString(5),
        DoNotContact = row.GetBoolean(6),
        ContactCount = row.GetInt32(7),
        LastContactOn = row.Day(8),
        LastContactBy = row.GetString(9),
    };
}
