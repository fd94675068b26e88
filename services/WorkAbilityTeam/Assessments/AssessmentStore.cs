namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Assessments with their statements and applications.</summary>
[Row<ClientAssessment>("assessment", Alias = "a", Skip = ["Statements", "Applications"],
    Json = ["Legs", "Parts", "Appointment", "FollowUp"], JsonContext = typeof(AssessmentJson),
    Derived = ["WaitingFor", "WaitingSince"],
    Fixed = ["Client", "Organisation", "CaseId", "ReferralId", "TaskId", "Repeats", "Type", "Question", "RecordedAt"])]
[Row<GivenStatement>("assessment_statement", Alias = "s")]
[Row<RestingApplication>("assessment_application", Alias = "p")]
[Row<InsufficientOne>]
[Row<WaitingOne>]
[Row<CountedDecisions>]
internal static partial class AssessmentStore
{
    /// <summary>To be changed, with its statements and applications.</summary>
    public static AggregateQuery<ClientAssessment> Whole(Guid id) =>
        Aggregate.Of("assessment", id, ById(id), StatementsOf(id), ApplicationsOf(id), With);

    public static ClientAssessment With(
        ClientAssessment assessment, IReadOnlyList<GivenStatement> statements, IReadOnlyList<RestingApplication> applications) =>
        assessment with { Statements = statements, Applications = applications };

    public static Query<ClientAssessment> ById(Guid id) =>
        new($"SELECT {ClientAssessmentRow.Columns} FROM assessment a WHERE a.id = {id}", ClientAssessmentRow.Read);

    /// <summary>Of the client of another object, at that organisation; nothing where none is named.</summary>
    public static Query<ClientAssessment> OfClientById(Guid? id, Guid clientId, string organisation) => id is not { } given
        ? Query.Nothing<ClientAssessment>()
        : new(
            $"""
            SELECT {ClientAssessmentRow.Columns} FROM assessment a
            WHERE a.id = {given} AND a.organisation = {organisation} AND a.client_id = ANY(tyokyky_same_client({clientId}))
            """,
            ClientAssessmentRow.Read);

    /// <summary>At whichever organisations the task was; the newest last.</summary>
    public static Query<ClientAssessment> ByTask(Guid taskId) =>
        new($"SELECT {ClientAssessmentRow.Columns} FROM assessment a WHERE a.task_id = {taskId} ORDER BY a.id", ClientAssessmentRow.Read);

    public static Query<IReadOnlyList<GivenStatement>> StatementsOf(Guid assessmentId) =>
        new Query<GivenStatement>(
            $"SELECT {GivenStatementRow.Columns} FROM assessment_statement s WHERE s.assessment_id = {assessmentId} ORDER BY s.number",
            GivenStatementRow.Read).All();

    public static Query<IReadOnlyList<RestingApplication>> ApplicationsOf(Guid assessmentId) =>
        new Query<RestingApplication>(
            $"SELECT {RestingApplicationRow.Columns} FROM assessment_application p WHERE p.assessment_id = {assessmentId} ORDER BY p.id",
            RestingApplicationRow.Read).All();

    /// <summary>Newest first; of an organisation, or of every one (null) for the client.</summary>
    public static Query<ClientAssessment> Of(string? organisation, AssessmentFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {ClientAssessmentRow.Columns} FROM assessment a
            WHERE a.id < {before}{SqlParts.If(organisation is not null, $" AND a.organisation = {organisation}")}
            {SqlParts.If(filter.ClientId is not null, $" AND a.client_id = ANY(tyokyky_same_client({filter.ClientId}))")}
            {SqlParts.If(filter.CaseId is not null, $" AND a.case_id = {filter.CaseId}")}
            {SqlParts.If(filter.TaskId is not null, $" AND a.task_id = {filter.TaskId}")}
            {SqlParts.If(filter.Type.Length > 0, $" AND a.type = {filter.Type}")}
            {SqlParts.Either(
                filter.State == AssessmentState.Unspecified,
                $" AND a.state <> {(int)AssessmentState.EnteredInError}",
                $" AND a.state = {(int)filter.State}")}
            ORDER BY a.id DESC LIMIT {limit}
            """,
            ClientAssessmentRow.Read);

    /// <summary>The longest waiting first.</summary>
    public static Query<WaitingOne> Waiting(string organisation, string type, AssessmentLegKind kind, (DateOnly Since, Guid Id) after, int limit) =>
        new(
            $"""
            SELECT a.id, a.client_id, a.type, a.state, a.waiting_for, a.waiting_since, a.performer, a.purchase_report_due_on FROM assessment a
            WHERE a.organisation = {organisation} AND a.waiting_since IS NOT NULL AND (a.waiting_since, a.id) > ({after.Since}, {after.Id})
            {SqlParts.If(type.Length > 0, $" AND a.type = {type}")}{SqlParts.If(kind != AssessmentLegKind.Unspecified, $" AND a.waiting_for = {(int)kind}")}
            ORDER BY a.waiting_since, a.id LIMIT {limit}
            """,
            WaitingOneRow.Read);

    /// <summary>Of an author's organisation, the latest first.</summary>
    public static Query<InsufficientOne> Insufficient(string author, (DateOnly JudgedOn, Guid Id) before, int limit) =>
        new(
            $"""
            SELECT s.id, s.assessment_id, a.client_id, a.organisation, s.type, s.reference, s.author, s.stated_on, s.insufficiency_reason, s.judged_on
            FROM assessment_statement s JOIN assessment a ON a.id = s.assessment_id
            WHERE s.author_organisation = {author} AND s.sufficiency = 2 AND (s.judged_on, s.id) < ({before.JudgedOn}, {before.Id})
              AND a.state <> {(int)AssessmentState.EnteredInError}
            ORDER BY s.judged_on DESC, s.id DESC LIMIT {limit}
            """,
            InsufficientOneRow.Read);

    /// <summary>By statement type and addressee.</summary>
    public static Query<CountedDecisions> Decisions(string organisation, (DateOnly From, DateOnly To, string Type) filter, (string, string) after, int limit) =>
        new(
            $"""
            SELECT p.statement_type, p.addressee, count(*), count(*) FILTER (WHERE p.state <> {(int)ApplicationState.Decided}),
              count(*) FILTER (WHERE p.state = {(int)ApplicationState.Decided} AND p.decision = {(int)Decision.Positive}),
              count(*) FILTER (WHERE p.state = {(int)ApplicationState.Decided} AND p.decision = {(int)Decision.Partial}),
              count(*) FILTER (WHERE p.state = {(int)ApplicationState.Decided} AND p.decision = {(int)Decision.Negative}),
              count(p.appealed_on)
            FROM assessment_application p JOIN assessment a ON a.id = p.assessment_id
            WHERE p.organisation = {organisation} AND (p.statement_type, p.addressee) > ({after.Item1}, {after.Item2})
              AND p.filed_on BETWEEN {filter.From} AND {filter.To} AND a.state <> {(int)AssessmentState.EnteredInError}
              {SqlParts.If(filter.Type.Length > 0, $" AND p.type = {filter.Type}")}
            GROUP BY p.statement_type, p.addressee ORDER BY p.statement_type, p.addressee LIMIT {limit}
            """,
            CountedDecisionsRow.Read);
}

/// <summary>Which assessments.</summary>
internal sealed record AssessmentFilter(Guid? ClientId, Guid? CaseId, Guid? TaskId, AssessmentState State, string Type);

/// <summary>What waits, and since when.</summary>
internal sealed record WaitingOne(
    Guid Id, Guid ClientId, string Type, AssessmentState State, AssessmentLegKind Kind, DateOnly Since, string Performer, DateOnly? ReportDueOn);

/// <summary>A statement that did not suffice.</summary>
internal sealed record InsufficientOne(
    Guid Id, Guid AssessmentId, Guid ClientId, string Organisation, string Type, string Reference, string Author, DateOnly StatedOn, string Reason,
    DateOnly JudgedOn);

/// <summary>One statement type's and addressee's applications.</summary>
internal sealed record CountedDecisions(
    string StatementType, string Addressee, long Applications, long Pending, long Positive, long Partial, long Negative, long Appealed);
