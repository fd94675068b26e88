namespace Tyokyky.EmployerRelations.Employers;

/// <summary>Employers and the contacts with them.</summary>
[Row<Employer>("employer", Beside = ["string name_key"],
    Fixed = ["BusinessId", "Name", "Sector", "Municipality", "ContactCount", "LastContactOn", "LastContactBy"])]
[Row<EmployerContact>("employer_contact", Columns = ["First=is_first"])]
internal static partial class EmployerStore
{
    public static Query<Employer> ById(Guid id) => new($"SELECT {EmployerRow.Columns} FROM employer WHERE id = {id}", EmployerRow.Read);

    /// <summary>None for an empty business id: every household is its own.</summary>
    public static Query<Employer> ByBusinessId(string businessId) =>
        new($"SELECT {EmployerRow.Columns} FROM employer WHERE business_id = {businessId}", EmployerRow.Read);

    /// <summary>By name, with or without a municipality: both are read from an index in their order.</summary>
    public static Query<Employer> ByName(string namePrefix, string municipality, string afterKey, Guid afterId, int limit)
    {
        var from = Employer.KeyOf(namePrefix);
        // After every name with that prefix.
        var to = from + "\U0010FFFF";
        Sql there = municipality.Length > 0 ? (Sql)$" AND municipality = {municipality}" : $"";
        return new(
            $"""
            SELECT {EmployerRow.Columns} FROM employer
            WHERE name_key >= {from} AND name_key < {to} AND (name_key, id) > ({afterKey}, {afterId}){there}
            ORDER BY name_key, id LIMIT {limit}
            """,
            EmployerRow.Read);
    }

    /// <summary>A guard: of those who register one business id at once, one inserts.</summary>
    public static Sql Insert(Employer employer) => $"{EmployerRow.Insert(employer, Employer.KeyOf(employer.Name))} ON CONFLICT DO NOTHING";

    /// <summary>A guard: of those who make the first contact at once, one inserts.</summary>
    public static Sql InsertFirst(EmployerContact contact) =>
        $"INSERT INTO first_employer_contact (employer_id, contact_id) VALUES ({contact.EmployerId}, {contact.Id}) ON CONFLICT DO NOTHING";

    /// <summary>A guard: a contact counts on top of any others made meanwhile, but not against the employer's wish.</summary>
    public static Sql Count(EmployerContact contact) =>
        $"""
        UPDATE employer SET version = version + 1, contact_count = contact_count + 1,
          last_contact_by = CASE WHEN last_contact_on > {contact.ContactedOn} THEN last_contact_by ELSE {contact.Organisation} END,
          last_contact_on = greatest(last_contact_on, {contact.ContactedOn})
        WHERE id = {contact.EmployerId} AND NOT do_not_contact
        """;
}
