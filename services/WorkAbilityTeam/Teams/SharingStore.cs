using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>To whom of other organisations a case is open: the members of its team by the client's agreement, and who is invited to it.</summary>
internal static class SharingStore
{
    /// <summary>Whether the case c is open to the caller that day, against no prohibition of the client's.</summary>
    public static Sql Opens(Caller caller, DateOnly day) =>
        $"""
        c.state <> {(int)CaseState.EnteredInError}
        AND (EXISTS (SELECT FROM case_invitation i WHERE i.case_id = c.id AND i.organisation = {caller.Organisation} AND i.worker = {caller.Subject}
            AND NOT i.is_ended AND {day} BETWEEN i.from_day AND i.to_day)
          OR (c.team_agreed_on IS NOT NULL AND EXISTS (SELECT FROM team_member m WHERE m.team_id = c.team_id AND m.organisation = {caller.Organisation}
            AND m.worker = {caller.Subject} AND m.from_day <= {day} AND (m.to_day IS NULL OR m.to_day >= {day}))))
        AND NOT EXISTS ({PermissionStore.Prohibitions(caller.Organisation, day)})
        """;

    /// <summary>Of these cases, those that are open to the caller that day.</summary>
    public static Query<IReadOnlyList<Guid>> Open(Guid[] caseIds, Caller caller, DateOnly day) =>
        new Query<Guid>($"SELECT c.id FROM team_case c WHERE c.id = ANY({caseIds}) AND {Opens(caller, day)}", row => row.GetGuid(0)).All();

    /// <summary>Whether the caller is a member of the team that day.</summary>
    public static Query<bool> IsMember(Guid? teamId, Caller caller, DateOnly day) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM team_member WHERE team_id = {teamId} AND organisation = {caller.Organisation} AND worker = {caller.Subject}
              AND from_day <= {day} AND (to_day IS NULL OR to_day >= {day}))
            """,
            row => row.GetBoolean(0));

    /// <summary>Of those workers, the ones to whom one of these cases is open by invitation on some of these days.</summary>
    public static Query<IReadOnlyList<(Guid CaseId, string Worker, string Organisation)>> Invited(
        Guid[] caseIds, string[] workers, DateOnly from, DateOnly to) =>
        new Query<(Guid, string, string)>(
            $"""
            SELECT case_id, worker, organisation FROM case_invitation
            WHERE case_id = ANY({caseIds}) AND worker = ANY({workers}) AND from_day <= {to} AND to_day >= {from} AND (NOT is_ended OR to_day > {from})
            """,
            row => (row.GetGuid(0), row.GetString(1), row.GetString(2))).All();

    /// <summary>Whether the client of the case has prohibited that anything is disclosed to that organisation.</summary>
    public static Query<bool> IsProhibited(Guid caseId, string organisation, DateOnly day) =>
        new(
            $"SELECT EXISTS (SELECT FROM team_case c WHERE c.id = {caseId} AND EXISTS ({PermissionStore.Prohibitions(organisation, day)}))",
            row => row.GetBoolean(0));

    /// <summary>Every id of the clients that these ids stand for.</summary>
    public static Query<string[]> SameClients(Guid[] clientIds) =>
        new(
            $"SELECT coalesce(array_agg(DISTINCT s::text), ARRAY[]::text[]) FROM unnest({clientIds}) AS c, unnest(tyokyky_same_client(c)) AS s",
            row => row.GetFieldValue<string[]>(0));
}
