namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Namings of case managers.</summary>
[Row<Naming>("case_naming", Alias = "n", Fixed = ["CaseId", "ClientId", "MeetingId", "Organisation", "NamedOrganisation", "AgreedTask", "Reason"])]
internal static partial class NamingStore
{
    public const string AskedIndex = "case_naming_asked";

    public static AggregateQuery<Naming> Whole(Guid id) => Aggregate.Of("case-manager-naming", id, ById(id));

    public static Query<Naming> ById(Guid id) => new($"SELECT {NamingRow.Columns} FROM case_naming n WHERE n.id = {id}", NamingRow.Read);

    /// <summary>Newest first: those of the organisation's teams, or those that it is asked for.</summary>
    public static Query<Naming> Of(string organisation, bool asked, NamingState state, Guid before, int limit)
    {
        Sql where = $"n.organisation = {organisation}";
        if (asked) { where = $"n.named_organisation = {organisation} AND n.organisation <> {organisation}"; }
        if (state != NamingState.Unspecified) { where = $"{where} AND n.state = {(int)state}"; }
        return new($"SELECT {NamingRow.Columns} FROM case_naming n WHERE {where} AND n.id < {before} ORDER BY n.id DESC LIMIT {limit}", NamingRow.Read);
    }

    /// <summary>Whether a naming of the client waits for an answer, under any id.</summary>
    public static Query<bool> IsAsked(Guid clientId) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM case_naming
              WHERE client_id = ANY(tyokyky_same_client({clientId})) AND state = {(int)NamingState.Asked})
            """,
            row => row.GetBoolean(0));
}
