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

    /// <summary>Those that are no mistakes, newest first.</summary>
    public static Query<EmployerContact> ContactsWith(Guid employerId, DateOnly day, Guid before, int limit) =>
        new(
            $"""
            SELECT {EmployerContactRow.Columns} FROM employer_contact
            WHERE employer_id = {employerId} AND stands AND (contacted_on, id) < ({day}, {before})
            ORDER BY contacted_on DESC, id DESC LIMIT {limit}
            """,
            EmployerContactRow.Read);

    /// <summary>With whom a contact is, as it was last told.</summary>
    public static Query<Guid?> EmployerOf(Guid contactId) =>
        new($"SELECT employer_id FROM employer_contact WHERE id = {contactId}", row => row.GetGuid(0));

    /// <summary>A coach's contact as it is now told, whether or not it was before.</summary>
    public static Sql Put(EmployerContact contact) =>
        $"""
        {EmployerContactRow.Insert(contact)}
        ON CONFLICT (id) DO UPDATE SET employer_id = excluded.employer_id, organisation = excluded.organisation, purpose = excluded.purpose,
          programme = excluded.programme, mode = excluded.mode, minutes = excluded.minutes, contacted_on = excluded.contacted_on,
          first_of_coaches = excluded.first_of_coaches, stands = true
        """;

    /// <summary>It was none with that employer; told of another one meanwhile, it is left alone.</summary>
    public static Sql TakeBack(Guid contactId, Guid employerId) =>
        $"UPDATE employer_contact SET stands = false, first_of_coaches = false WHERE id = {contactId} AND employer_id = {employerId}";

    public static Sql SetFirstOfCoaches(Guid contactId, Guid employerId, bool first) =>
        $"UPDATE employer_contact SET first_of_coaches = {first} WHERE id = {contactId} AND employer_id = {employerId} AND stands";

    /// <summary>What the employers' contacts come to, counted anew from those that stand; whoever logs one with them meanwhile waits.</summary>
    public static Commit Recount(this Commit commit, params Guid[] employers) => commit
        .Lock($"SELECT id FROM employer WHERE id = ANY({employers}) ORDER BY id FOR UPDATE")
        .Add(
            $"""
            DELETE FROM first_employer_contact f WHERE employer_id = ANY({employers})
              AND NOT EXISTS (SELECT FROM employer_contact k WHERE k.id = f.contact_id AND k.employer_id = f.employer_id AND k.stands)
            """)
        .Add(
            $"""
            INSERT INTO first_employer_contact (employer_id, contact_id)
            SELECT DISTINCT ON (employer_id) employer_id, id FROM employer_contact WHERE employer_id = ANY({employers}) AND stands ORDER BY employer_id, id
            ON CONFLICT DO NOTHING
            """)
        .Add(
            $"""
            UPDATE employer_contact k SET is_first = NOT is_first
            WHERE employer_id = ANY({employers})
              AND is_first <> EXISTS (SELECT FROM first_employer_contact f WHERE f.employer_id = k.employer_id AND f.contact_id = k.id)
            """)
        .Add(
            $"""
            UPDATE employer e SET version = version + 1, last_contact_on = told.last_on, last_contact_by = coalesce(told.last_by, ''),
              contact_count = (SELECT count(*) FROM employer_contact k WHERE k.employer_id = e.id AND k.stands)
            FROM unnest({employers}) AS n (id) LEFT JOIN LATERAL (
              SELECT k.contacted_on AS last_on, k.organisation AS last_by FROM employer_contact k WHERE k.employer_id = n.id AND k.stands
              ORDER BY k.contacted_on DESC, k.id DESC LIMIT 1) told ON true
            WHERE e.id = n.id
            """);
}
