namespace Tyokyky.JobCoaching.Common;

/// <summary>Who is one person, for statements that count many at once.</summary>
internal static class Persons
{
    /// <summary>
    /// Ids that are known to be of one person, each with what the person is counted by; whoever is not among them is counted by the own id. Asked once
    /// a statement, and of those ids alone: of most clients there is only one.
    /// </summary>
    public static Sql Linked =>
        $"""
        linked AS MATERIALIZED (
          SELECT l.id, (SELECT min(same::text) FROM unnest(tyokyky_same_client(l.id)) same)::uuid AS person
          FROM (SELECT kept AS id FROM client_link WHERE split_on IS NULL UNION SELECT merged FROM client_link WHERE split_on IS NULL) l)
        """;
}
