using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Cases, their meetings, and what is known of the coachings they led to.</summary>
[Row<TeamCase>("team_case", Skip = ["Meetings", "Coachings"],
    Columns =
    [
        "Client.AgeBand=age_band", "Client.Municipality=municipality", "Client.Programme=programme",
        "Client.Sex=sex", "Client.ContactLanguage=contact_language", "Client.CustomerProfile=customer_profile",
        "ReferredBy.ReferralId=referrer_referral_id", "ReferredBy.Organisation=referrer", "ReferredBy.UnitId=referring_unit_id",
        "ReferredBy.Service=referring_service", "ReferredBy.FromService=referred_from_service",
    ],
    Fixed = ["Client", "Organisation", "ReferralId", "TaskId", "ReferredBy", "OpenedOn"])]
[Row<CaseHandling>("case_meeting", Json = ["Actions"], JsonContext = typeof(CaseJson))]
[Row<KnownCoaching>("case_coaching")]
[Row<Meeting>("meeting")]
internal static partial class CaseStore
{
    /// <summary>To be changed, with what is shown of it.</summary>
    public static AggregateQuery<TeamCase> Whole(Guid id) =>
        Aggregate.Of("case", id, ById(id), MeetingsOf(id), CoachingsOf(id),
            (found, meetings, coachings) => found with { Meetings = meetings, Coachings = coachings });

    public static Query<TeamCase> ById(Guid id) => new($"SELECT {TeamCaseRow.Columns} FROM team_case WHERE id = {id}", TeamCaseRow.Read);

    /// <summary>One after another at each team that the task came to; oldest first, at most one of them open.</summary>
    public static Query<TeamCase> ByTask(Guid taskId) =>
        new($"SELECT {TeamCaseRow.Columns} FROM team_case WHERE task_id = {taskId} ORDER BY id", TeamCaseRow.Read);

    public static Query<IReadOnlyList<TeamCase>> ByIds(Guid[] ids) =>
        new Query<TeamCase>($"SELECT {TeamCaseRow.Columns} FROM team_case WHERE id = ANY({ids}) ORDER BY id", TeamCaseRow.Read).All();

    /// <summary>Newest first: ids are made in order of time.</summary>
    public static Query<TeamCase> OfTeam(string organisation, CaseState state, Guid? clientId, Guid? taskId, Guid before, int limit)
    {
        Sql where = $"organisation = {organisation} AND id < {before}";
        if (state != CaseState.Unspecified) { where = $"{where} AND state = {(int)state}"; }
        if (clientId is { } client) { where = $"{where} AND client_id = ANY(tyokyky_same_client({client}))"; }
        if (taskId is { } task) { where = $"{where} AND task_id = {task}"; }
        return new($"SELECT {TeamCaseRow.Columns} FROM team_case WHERE {where} ORDER BY id DESC LIMIT {limit}", TeamCaseRow.Read);
    }

    /// <summary>From now on facts of the client's cases that go on tell what a fact on somebody unknown would: the order is in force here too.</summary>
    public static Sql Hide(Guid clientId) =>
        $"""
        UPDATE team_case SET municipality = {CountedClient.Unknown.Municipality}, sex = {(int)CountedClient.Unknown.Sex},
          contact_language = {CountedClient.Unknown.ContactLanguage}, customer_profile = {CountedClient.Unknown.CustomerProfile}, version = version + 1
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND closed_on IS NULL
          AND (municipality, sex, contact_language, customer_profile) IS DISTINCT FROM
          ({CountedClient.Unknown.Municipality}, {(int)CountedClient.Unknown.Sex}, {CountedClient.Unknown.ContactLanguage},
            {CountedClient.Unknown.CustomerProfile})
        RETURNING id, client_id
        """;

    /// <summary>Oldest first.</summary>
    public static Query<IReadOnlyList<CaseHandling>> MeetingsOf(params Guid[] caseIds) =>
        new Query<CaseHandling>(
            $"SELECT {CaseHandlingRow.Columns} FROM case_meeting WHERE case_id = ANY({caseIds}) ORDER BY held_on, meeting_id", CaseHandlingRow.Read).All();

    public static Query<IReadOnlyList<KnownCoaching>> CoachingsOf(params Guid[] caseIds) =>
        new Query<KnownCoaching>(
            $"SELECT {KnownCoachingRow.Columns} FROM case_coaching WHERE case_id = ANY({caseIds}) ORDER BY coaching_id", KnownCoachingRow.Read).All();

    public static Sql Note(KnownCoaching coaching) =>
        $"{KnownCoachingRow.Insert(coaching)} ON CONFLICT (coaching_id) DO UPDATE SET state = excluded.state, outcome = excluded.outcome";
}
