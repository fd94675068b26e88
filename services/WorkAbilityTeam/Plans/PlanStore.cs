using Npgsql;
using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Support plans, each with one of its versions, and where their measures stand.</summary>
[Row<SupportPlan>("plan", Alias = "p", Skip = ["Current", "Lives", "Case"], Beside = ["int latest"], Fixed = ["CaseId", "ClientId", "Organisation"],
    Json = ["Reviewing"], JsonContext = typeof(PlanJson))]
[Row<PlanVersion>("plan_version", Alias = "v", Beside = ["Guid plan_id"], Json = ["Body", "Answers", "Approval"], JsonContext = typeof(PlanJson))]
[Row<MeasureLife>("plan_measure", Alias = "m", Fixed = ["PlanId", "ClientId", "Organisation", "Kind", "Service", "Provider", "Voluntary"])]
internal static partial class PlanStore
{
    private const int Live = (int)PlanState.Active;

    /// <summary>To be changed, with its measures and its case.</summary>
    public static AggregateQuery<SupportPlan> Whole(Guid id) =>
        Aggregate.Of("plan", id, ById(id), LivesOf(id), CaseOf(id), (plan, lives, teamCase) => plan with { Lives = lives, Case = teamCase });

    public static Query<SupportPlan> ById(Guid id) => new($"SELECT {Columns} {WithNewest} WHERE p.id = {id}", Read);

    /// <summary>The one in force: at most one.</summary>
    public static Query<SupportPlan> ByCase(Guid caseId) =>
        new($"SELECT {Columns} {WithNewest} WHERE p.case_id = {caseId} AND p.state = {Live}", Read);

    /// <summary>The plan with that version in the place of the newest.</summary>
    public static Query<SupportPlan> AsOfVersion(Guid id, int number) =>
        new($"SELECT {Columns} FROM plan p JOIN plan_version v ON v.plan_id = p.id AND v.number = {number} WHERE p.id = {id}", Read);

    /// <summary>The newest versions of a case's plans, ended ones among them, but for mistakes.</summary>
    public static Query<IReadOnlyList<PlanVersion>> NewestOf(Guid caseId) =>
        new Query<PlanVersion>(
            $"SELECT {PlanVersionRow.Columns} {WithNewest} WHERE p.case_id = {caseId} AND p.state <> {(int)PlanState.EnteredInError}",
            row => PlanVersionRow.Read(row)).All();

    /// <summary>Every version, oldest first.</summary>
    public static Query<PlanVersion> VersionsOf(Guid id) =>
        new($"SELECT {PlanVersionRow.Columns} FROM plan_version v WHERE v.plan_id = {id} ORDER BY v.number", row => PlanVersionRow.Read(row));

    public static Query<IReadOnlyList<MeasureLife>> LivesOf(Guid planId) =>
        new Query<MeasureLife>(
            $"SELECT {MeasureLifeRow.Columns} FROM plan_measure m WHERE m.plan_id = {planId} ORDER BY m.id", MeasureLifeRow.Read).All();

    public static Query<IReadOnlyList<MeasureLife>> LivesByCase(Guid caseId) =>
        new Query<MeasureLife>(
            $"""
            SELECT {MeasureLifeRow.Columns} FROM plan p JOIN plan_measure m ON m.plan_id = p.id
            WHERE p.case_id = {caseId} AND p.state = {Live} ORDER BY m.id
            """,
            MeasureLifeRow.Read).All();

    public static Query<TeamCase> CaseOf(Guid planId) =>
        new($"SELECT {CaseStore.TeamCaseRow.Columns} FROM team_case c WHERE c.id = (SELECT case_id FROM plan WHERE id = {planId})", CaseStore.TeamCaseRow.Read);

    /// <summary>The plan of a measure.</summary>
    public static Query<Guid> OfMeasure(Guid measureId) => new($"SELECT plan_id FROM plan_measure WHERE id = {measureId}", row => row.GetGuid(0));

    /// <summary>The plan and measure that opened a task.</summary>
    public static Query<(Guid PlanId, Guid MeasureId)> OfTask(Guid taskId) =>
        new($"SELECT plan_id, id FROM plan_measure WHERE task_id = {taskId}", row => (row.GetGuid(0), row.GetGuid(1)));

    /// <summary>Newest first; of an organisation, or of every one (null) for the client.</summary>
    public static Query<SupportPlan> Of(string? organisation, Guid? clientId, PlanState state, Guid before, int limit) =>
        new(
            $"""
            SELECT {Columns} {WithNewest} WHERE p.id < {before}{Part(organisation is not null, $" AND p.organisation = {organisation}")}
            {Part(clientId is not null, $" AND p.client_id = ANY(tyokyky_same_client({clientId}))")}
            {Part(state != PlanState.Unspecified, $" AND p.state = {(int)state}")}
            ORDER BY p.id DESC LIMIT {limit}
            """,
            Read);

    /// <summary>The longest due first.</summary>
    public static Query<SupportPlan> DueReviews(string organisation, DateOnly by, DateOnly afterDay, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {Columns} {WithNewest}
            WHERE p.organisation = {organisation} AND p.review_due_on <= {by} AND (p.review_due_on, p.id) > ({afterDay}, {afterId})
            ORDER BY p.review_due_on, p.id LIMIT {limit}
            """,
            Read);

    /// <summary>The longest due first; none that is over or that the client declined.</summary>
    public static Query<MeasureLife> DueMeasures(string organisation, DateOnly by, string owner, DateOnly afterDay, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {MeasureLifeRow.Columns} FROM plan_measure m
            WHERE m.organisation = {organisation} AND m.state IN (1, 2, 4) AND m.due_on <= {by} AND (m.due_on, m.id) > ({afterDay}, {afterId})
            {Part(owner.Length > 0, $" AND m.owner = {owner}")}
            ORDER BY m.due_on, m.id LIMIT {limit}
            """,
            MeasureLifeRow.Read);

    /// <summary>The guard of every change of a plan.</summary>
    public static Sql Update(SupportPlan plan) =>
        $"""
        UPDATE plan SET version = version + 1, latest = {plan.Current.Number}, state = {(int)plan.State}, ended_on = {plan.EndedOn},
          end_reason = {plan.EndReason}, review_due_on = {plan.ReviewDueOn}, overdue_since = {plan.OverdueSince},
          reviewing = {Sql.Json(System.Text.Json.JsonSerializer.Serialize(plan.Reviewing, PlanJson.Default.ReviewLog))}
        WHERE id = {plan.Id} AND version = {plan.Version}
        """;

    /// <summary>What is added to a version after it was made.</summary>
    public static Sql Add(Guid planId, PlanVersion version) =>
        $"""
        UPDATE plan_version SET answer = {(int)version.Answer}, comment = {version.Comment}, answered_on = {version.AnsweredOn},
          answers = {Sql.Json(System.Text.Json.JsonSerializer.Serialize(version.Answers, PlanJson.Default.AnsweredPartArray))},
          approval = {Sql.Json(version.Approval is null ? null : System.Text.Json.JsonSerializer.Serialize(version.Approval, PlanJson.Default.Approval))}
        WHERE plan_id = {planId} AND number = {version.Number}
        """;

    private static Sql WithNewest => $"FROM plan p JOIN plan_version v ON v.plan_id = p.id AND v.number = p.latest";

    private static Sql Columns => $"{SupportPlanRow.Columns}, {PlanVersionRow.Columns}";

    private static SupportPlan Read(NpgsqlDataReader row) => SupportPlanRow.Read(row) with { Current = PlanVersionRow.Read(row, SupportPlanRow.Width) };

    private static Sql Part(bool holds, Sql part) => holds ? part : $"";
}
