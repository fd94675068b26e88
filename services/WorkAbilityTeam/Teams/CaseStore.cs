namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Cases, who is invited to them, and what is known of the coachings they led to.</summary>
[Row<TeamCase>("team_case", Alias = "c", Skip = ["Meetings", "Invitations"],
    Columns = ["ReferredBy.ReferralId=referrer_referral_id"],
    Fixed = ["Client", "Organisation", "ReferralId", "TaskId", "ReferredBy"])]
[Row<KnownCoaching>("case_coaching")]
[Row<Invitation>("case_invitation", Alias = "i", Beside = ["Guid case_id"])]
internal static partial class CaseStore
{
    public const string DirectIndex = "team_case_open_directly";

    /// <summary>To be changed, with its meetings and who is invited.</summary>
    public static AggregateQuery<TeamCase> Whole(Guid id) =>
        Aggregate.Of("case", id, ById(id), MeetingStore.AgendasOf(id), InvitationsOf(id),
            (found, meetings, invitations) => found with { Meetings = meetings, Invitations = invitations });

    public static Query<TeamCase> ById(Guid id) => new($"SELECT {TeamCaseRow.Columns} FROM team_case c WHERE c.id = {id}", TeamCaseRow.Read);

    /// <summary>One after another at each team that the task came to; oldest first, at most one of them open.</summary>
    public static Query<TeamCase> ByTask(Guid taskId) =>
        new($"SELECT {TeamCaseRow.Columns} FROM team_case c WHERE c.task_id = {taskId} ORDER BY c.id", TeamCaseRow.Read);

    public static Query<IReadOnlyList<TeamCase>> ByIds(Guid[] ids) =>
        new Query<TeamCase>($"SELECT {TeamCaseRow.Columns} FROM team_case c WHERE c.id = ANY({ids}) ORDER BY c.id", TeamCaseRow.Read).All();

    /// <summary>The client's open cases at the organisation, under every id.</summary>
    public static Query<Guid> OpenOf(Guid clientId, string organisation) => new(OpenRows(clientId, organisation), row => row.GetGuid(0));

    /// <summary>The same as rows.</summary>
    public static Sql OpenRows(Guid clientId, string organisation) =>
        $"SELECT id FROM team_case WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND closed_on IS NULL";

    /// <summary>The team's open cases (none: the organisation's without a team) that meetings carried over, the longest waiting first.</summary>
    public static Query<IReadOnlyList<TeamCase>> CarriedOver(string organisation, Guid? teamId) =>
        new Query<TeamCase>(
            $"""
            SELECT {TeamCaseRow.Columns} FROM team_case c
            WHERE c.organisation = {organisation} AND c.carried_over_on IS NOT NULL AND c.team_id IS NOT DISTINCT FROM {teamId} AND c.closed_on IS NULL
            ORDER BY c.carried_over_on, c.id LIMIT 51
            """,
            TeamCaseRow.Read).All();

    /// <summary>Newest first: ids are made in order of time.</summary>
    public static Query<TeamCase> OfTeam(string organisation, CaseFilter filter, Guid before, int limit)
    {
        Sql where = $"c.organisation = {organisation} AND {Matching(filter, before)}";
        return new($"SELECT {TeamCaseRow.Columns} FROM team_case c WHERE {where} ORDER BY c.id DESC LIMIT {limit}", TeamCaseRow.Read);
    }

    /// <summary>Those of other organisations that are open to the caller that day, newest first.</summary>
    public static Query<TeamCase> OpenTo(Caller caller, DateOnly day, CaseFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {TeamCaseRow.Columns} FROM team_case c
            WHERE c.organisation <> {caller.Organisation} AND {Matching(filter, before)} AND c.id IN (
              SELECT case_id FROM case_invitation WHERE organisation = {caller.Organisation} AND worker = {caller.Subject}
              UNION SELECT t.id FROM team_member m JOIN team_case t ON t.team_id = m.team_id
                WHERE m.organisation = {caller.Organisation} AND m.worker = {caller.Subject})
              AND {SharingStore.Opens(caller, day)}
            ORDER BY c.id DESC LIMIT {limit}
            """,
            TeamCaseRow.Read);

    public static Query<IReadOnlyList<KnownCoaching>> CoachingsOf(params Guid[] caseIds) =>
        new Query<KnownCoaching>(
            $"SELECT {KnownCoachingRow.Columns} FROM case_coaching WHERE case_id = ANY({caseIds}) ORDER BY coaching_id", KnownCoachingRow.Read).All();

    public static Query<IReadOnlyList<Invitation>> InvitationsOf(Guid caseId) =>
        new Query<Invitation>(
            $"SELECT {InvitationRow.Columns} FROM case_invitation i WHERE i.case_id = {caseId} ORDER BY i.from_day, i.id", InvitationRow.Read).All();

    public static Query<IReadOnlyList<(Guid CaseId, Invitation Invitation)>> InvitationsOf(Guid[] caseIds) =>
        new Query<(Guid, Invitation)>(
            $"SELECT i.case_id, {InvitationRow.Columns} FROM case_invitation i WHERE i.case_id = ANY({caseIds}) ORDER BY i.from_day, i.id",
            row => (row.GetGuid(0), InvitationRow.Read(row, 1))).All();

    public static Sql Note(KnownCoaching coaching) =>
        $"{KnownCoachingRow.Insert(coaching)} ON CONFLICT (coaching_id) DO UPDATE SET state = excluded.state, outcome = excluded.outcome";

    public static Sql ForgetInvitations(TeamCase teamCase) => $"DELETE FROM case_invitation WHERE case_id = {teamCase.Id}";

    private static Sql Matching(CaseFilter filter, Guid before)
    {
        Sql where = $"c.id < {before}";
        if (filter.State == CaseState.Unspecified) { where = $"{where} AND c.state <> {(int)CaseState.EnteredInError}"; }
        else { where = $"{where} AND c.state = {(int)filter.State}"; }
        if (filter.ClientId is { } client) { where = $"{where} AND c.client_id = ANY(tyokyky_same_client({client}))"; }
        if (filter.TaskId is { } task) { where = $"{where} AND c.task_id = {task}"; }
        if (filter.TeamId is { } team) { where = $"{where} AND c.team_id = {team}"; }
        return filter.CarriedOverOnly ? $"{where} AND c.carried_over_on IS NOT NULL" : where;
    }
}

/// <summary>Which cases; unspecified: all but mistakes.</summary>
internal sealed record CaseFilter(CaseState State, Guid? ClientId, Guid? TaskId, Guid? TeamId, bool CarriedOverOnly);
