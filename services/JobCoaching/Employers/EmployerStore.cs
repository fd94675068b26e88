namespace Tyokyky.JobCoaching.Employers;

/// <summary>The employers that EmployerRelations has told of.</summary>
internal static class EmployerStore
{
    /// <summary>The employer's sector, or nothing if no such employer is known.</summary>
    public static Query<string> SectorOf(Guid employerId) =>
        new($"SELECT sector FROM known_employer WHERE employer_id = {employerId}", row => row.GetString(0));

    /// <summary>The statement of the projection: the table is named without a schema, so that a rebuild meets its own copy.</summary>
    public static Sql Remember(Guid employerId, string sector, string municipality) =>
        $"""
        INSERT INTO known_employer (employer_id, sector, municipality) VALUES ({employerId}, {sector}, {municipality})
        ON CONFLICT (employer_id) DO UPDATE SET sector = excluded.sector, municipality = excluded.municipality
        """;
}
