namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Teams and their members.</summary>
[Row<WorkTeam>("team", Alias = "t", Skip = ["Members"], Fixed = ["Organisation", "ValidFrom"])]
[Row<Member>("team_member", Beside = ["Guid team_id"])]
internal static partial class TeamStore
{
    /// <summary>To be changed, with its members.</summary>
    public static AggregateQuery<WorkTeam> Whole(Guid id) =>
        Aggregate.Of("work-team", id, ById(id), MembersOf(id), (team, members) => team with { Members = members });

    public static Query<WorkTeam> ById(Guid? id) => new($"SELECT {WorkTeamRow.Columns} FROM team t WHERE t.id = {id}", WorkTeamRow.Read);

    public static Query<IReadOnlyList<Member>> MembersOf(Guid? teamId) =>
        new Query<Member>($"SELECT {MemberRow.Columns} FROM team_member WHERE team_id = {teamId} ORDER BY from_day, id", MemberRow.Read).All();

    /// <summary>Members of several teams that day, each with its team.</summary>
    public static Query<IReadOnlyList<TeamMembership>> MembersOn(Guid[] teamIds, DateOnly day) =>
        new Query<TeamMembership>(
            $"""
            SELECT team_id, {MemberRow.Columns} FROM team_member
            WHERE team_id = ANY({teamIds}) AND from_day <= {day} AND (to_day IS NULL OR to_day >= {day}) ORDER BY from_day, id
            """,
            row => new TeamMembership(row.GetGuid(0), MemberRow.Read(row, 1))).All();

    /// <summary>Those of the organisation, and those in which the worker is a member that day; newest first.</summary>
    public static Query<WorkTeam> Of(Caller caller, DateOnly day, Guid before, int limit) =>
        new(
            $"""
            SELECT {WorkTeamRow.Columns} FROM team t
            WHERE t.id < {before} AND t.valid_from <= {day} AND (t.valid_to IS NULL OR t.valid_to >= {day}) AND t.id IN (
              SELECT id FROM team WHERE organisation = {caller.Organisation}
              UNION SELECT team_id FROM team_member
                WHERE organisation = {caller.Organisation} AND worker = {caller.Subject} AND from_day <= {day} AND (to_day IS NULL OR to_day >= {day}))
            ORDER BY t.id DESC LIMIT {limit}
            """,
            WorkTeamRow.Read);

    /// <summary>The organisation's own team of that id, if it goes on that day.</summary>
    public static Query<WorkTeam> Own(Guid id, string organisation, DateOnly day) =>
        new($"SELECT {WorkTeamRow.Columns} FROM team t WHERE t.id = {id} AND {Goes(organisation, day)}", WorkTeamRow.Read);

    /// <summary>The organisation's teams that serve the municipality that day: two of them, if there are more than one.</summary>
    public static Query<IReadOnlyList<Guid>> Serving(string organisation, string municipality, DateOnly day) =>
        new Query<Guid>(
            $"""
            SELECT t.id FROM team t
            WHERE {Goes(organisation, day)} AND (t.municipalities = ARRAY[]::text[] OR {municipality} = ANY(t.municipalities)) ORDER BY t.id LIMIT 2
            """,
            row => row.GetGuid(0)).All();

    /// <summary>Of those workers, the ones who are members of the team on some of these days.</summary>
    public static Query<IReadOnlyList<Member>> Among(Guid? teamId, string[] workers, DateOnly from, DateOnly to) =>
        new Query<Member>(
            $"""
            SELECT {MemberRow.Columns} FROM team_member
            WHERE team_id = {teamId} AND worker = ANY({workers}) AND from_day <= {to} AND (to_day IS NULL OR to_day >= {from})
            """,
            MemberRow.Read).All();

    public static Sql ForgetMembers(WorkTeam team) => $"DELETE FROM team_member WHERE team_id = {team.Id}";

    private static Sql Goes(string organisation, DateOnly day) =>
        $"t.organisation = {organisation} AND t.valid_from <= {day} AND (t.valid_to IS NULL OR t.valid_to >= {day})";
}

/// <summary>A member of one of several teams.</summary>
internal sealed record TeamMembership(Guid TeamId, Member Member);
