using System.Text.Json;
using Npgsql;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Persistence;

/// <summary>Cases, their meetings, and what is known of the coachings they led to.</summary>
internal static class CaseStore
{
    public static Query<TeamCase> ById(Guid id) => new($"SELECT {CaseColumns} FROM team_case WHERE id = {id}", ReadCase);

    public static Query<TeamCase> ByTask(Guid taskId) => new($"SELECT {CaseColumns} FROM team_case WHERE task_id = {taskId}", ReadCase);

    public static Query<IReadOnlyList<TeamCase>> ByIds(Guid[] ids) => new Query<TeamCase>($"SELECT {CaseColumns} FROM team_case WHERE id = ANY({ids}) ORDER BY id", ReadCase).All();

    /// <summary>Newest first: ids are made in order of time.</summary>
    public static Query<TeamCase> OfTeam(string organisation, CaseState state, Guid? clientId, Guid? taskId, Guid before, int limit)
    {
        Sql where = $"organisation = {organisation} AND id < {before}";
        if (state != CaseState.Unspecified)
        {
            where = $"{where} AND state = {(int)state}";
        }

        if (clientId is { } client)
        {
            where = $"{where} AND client_id = ANY(tyokyky_same_client({client}))";
        }

        if (taskId is { } task)
        {
            where = $"{where} AND task_id = {task}";
        }

        return new($"SELECT {CaseColumns} FROM team_case WHERE {where} ORDER BY id DESC LIMIT {limit}", ReadCase);
    }

    /// <summary>Oldest first.</summary>
    public static Query<IReadOnlyList<CaseHandling>> MeetingsOf(params Guid[] caseIds) =>
        new Query<CaseHandling>(
            $"SELECT case_id, meeting_id, held_on, client_part, recommendation, actions::text FROM case_meeting WHERE case_id = ANY({caseIds}) ORDER BY held_on, meeting_id",
            row => new CaseHandling(
                row.GetGuid(0),
                row.GetGuid(1),
                row.GetFieldValue<DateOnly>(2),
                (ClientPart)row.GetInt32(3),
                row.GetString(4),
                JsonSerializer.Deserialize(row.GetString(5), TeamJson.Default.OwnedActionArray)!)).All();

    public static Query<IReadOnlyList<KnownCoaching>> CoachingsOf(params Guid[] caseIds) =>
        new Query<KnownCoaching>(
            $"SELECT coaching_id, case_id, measure_id, state, outcome FROM case_coaching WHERE case_id = ANY({caseIds}) ORDER BY coaching_id",
            row => new KnownCoaching(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4))).All();

    public static Sql Insert(TeamCase teamCase) =>
        $"""
        INSERT INTO team_case (id, version, client_id, age_band, municipality, programme, organisation, referral_id, task_id, state, outcome, outcome_text, opened_on, closed_on, plan_id)
        VALUES ({teamCase.Id}, {teamCase.Version}, {teamCase.Client.Id}, {(int)teamCase.Client.AgeBand}, {teamCase.Client.Municipality}, {teamCase.Client.Programme}, {teamCase.Organisation},
                {teamCase.ReferralId}, {teamCase.TaskId}, {(int)teamCase.State}, {teamCase.Outcome}, {teamCase.OutcomeText}, {teamCase.OpenedOn}, {teamCase.ClosedOn}, {teamCase.PlanId})
        """;

    /// <summary>The guard of every change of a case.</summary>
    public static Sql Update(TeamCase changed) =>
        $"""
        UPDATE team_case SET version = {changed.Version}, state = {(int)changed.State}, outcome = {changed.Outcome}, outcome_text = {changed.OutcomeText}, closed_on = {changed.ClosedOn}, plan_id = {changed.PlanId}
        WHERE id = {changed.Id} AND version = {changed.Version - 1}
        """;

    public static Sql Insert(Meeting meeting) =>
        $"""
        INSERT INTO meeting (id, organisation, held_on, professions, mode, minutes, recorded_at)
        VALUES ({meeting.Id}, {meeting.Organisation}, {meeting.HeldOn}, {meeting.Professions}, {(int)meeting.Mode}, {meeting.Minutes}, {meeting.RecordedAt})
        """;

    public static Sql Insert(CaseHandling handling) =>
        $"""
        INSERT INTO case_meeting (case_id, meeting_id, held_on, client_part, recommendation, actions)
        VALUES ({handling.CaseId}, {handling.MeetingId}, {handling.HeldOn}, {(int)handling.ClientPart}, {handling.Recommendation}, {Sql.Json(JsonSerializer.Serialize(handling.Actions, TeamJson.Default.OwnedActionArray))})
        """;

    public static Sql Note(KnownCoaching coaching) =>
        $"""
        INSERT INTO case_coaching (coaching_id, case_id, measure_id, state, outcome)
        VALUES ({coaching.CoachingId}, {coaching.CaseId}, {coaching.MeasureId}, {coaching.State}, {coaching.Outcome})
        ON CONFLICT (coaching_id) DO UPDATE SET state = excluded.state, outcome = excluded.outcome
        """;

    private static Sql CaseColumns =>
        $"id, version, client_id, age_band, municipality, programme, organisation, referral_id, task_id, state, outcome, outcome_text, opened_on, closed_on, plan_id";

    private static TeamCase ReadCase(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        Client = new CountedClient(row.GetGuid(2), (AgeBand)row.GetInt32(3), row.GetString(4), row.GetString(5)),
        Organisation = row.GetString(6),
        ReferralId = row.Id(7),
        TaskId = row.Id(8),
        State = (CaseState)row.GetInt32(9),
        Outcome = row.GetString(10),
        OutcomeText = row.GetString(11),
        OpenedOn = row.GetFieldValue<DateOnly>(12),
        ClosedOn = row.Day(13),
        PlanId = row.Id(14),
    };
}
