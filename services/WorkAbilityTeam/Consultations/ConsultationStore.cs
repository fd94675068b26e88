namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Matters and the sessions that handled them.</summary>
[Row<Matter>("consultation", Alias = "c",
    Fixed =
    [
        "Kind", "Organisation", "AskingOrganisation", "AskingService", "Topic", "Question", "Professions", "ClientId", "CaseId", "FromContact", "AskedOn",
        "AnswerDueOn",
    ])]
[Row<HeldSession>("consultation_session", Alias = "s",
    Fixed = ["Organisation", "Kind", "HeldOn", "Mode", "Minutes", "Professions", "MatterIds", "RecordedAt"])]
[Row<ConsultationTotals>]
[Row<ConsultationTally>]
internal static partial class ConsultationStore
{
    private const int InError = (int)ConsultationState.EnteredInError;

    /// <summary>To be changed.</summary>
    public static AggregateQuery<Matter> Whole(Guid id) => Aggregate.Of("consultation", id, ById(id));

    /// <summary>To be changed.</summary>
    public static AggregateQuery<HeldSession> WholeSession(Guid id) => Aggregate.Of(
        "consultation-session",
        id,
        new Query<HeldSession>($"SELECT {HeldSessionRow.Columns} FROM consultation_session s WHERE s.id = {id}", HeldSessionRow.Read));

    public static Query<Matter> ById(Guid id) => new($"SELECT {MatterRow.Columns} FROM consultation c WHERE c.id = {id}", MatterRow.Read);

    public static Query<IReadOnlyList<Matter>> ByIds(Guid[] ids) =>
        new Query<Matter>($"SELECT {MatterRow.Columns} FROM consultation c WHERE c.id = ANY({ids}) ORDER BY c.id", MatterRow.Read).All();

    /// <summary>Newest first.</summary>
    public static Query<Matter> Of(string organisation, MatterFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {MatterRow.Columns} FROM consultation c
            WHERE {Either(filter.AskedByUs, $"c.asking_organisation = {organisation}", $"c.organisation = {organisation}")} AND c.id < {before}
            {Part(filter.State != ConsultationState.Unspecified, $" AND c.state = {(int)filter.State}")}
            {Part(filter.Kind != ConsultationKind.Unspecified, $" AND c.kind = {(int)filter.Kind}")}
            {Part(filter.Topic.Length > 0, $" AND c.topic = {filter.Topic}")}
            {Part(filter.OverdueOn is not null, $" AND c.state = {(int)ConsultationState.Open} AND c.answer_due_on < {filter.OverdueOn}")}
            ORDER BY c.id DESC LIMIT {limit}
            """,
            MatterRow.Read);

    /// <summary>Newest day first.</summary>
    public static Query<HeldSession> Sessions(string organisation, ConsultationKind kind, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {HeldSessionRow.Columns} FROM consultation_session s
            WHERE s.organisation = {organisation} AND (s.held_on, s.id) < ({beforeDay}, {beforeId})
            {Part(kind != ConsultationKind.Unspecified, $" AND s.kind = {(int)kind}")}
            ORDER BY s.held_on DESC, s.id DESC LIMIT {limit}
            """,
            HeldSessionRow.Read);

    /// <summary>What was asked, answered and held in a period; what was entered in error is nowhere among it.</summary>
    public static Query<ConsultationTotals> Totals(string organisation, DateOnly from, DateOnly to, ConsultationKind kind) =>
        new(
            $"""
            SELECT
              (SELECT count(*) FROM consultation_session s WHERE {SessionsIn(organisation, from, to, kind)}),
              (SELECT count(DISTINCT m.id) FROM consultation_session s, unnest(s.matter_ids) AS m (id)
               JOIN consultation c ON c.id = m.id AND c.state <> {InError} WHERE {SessionsIn(organisation, from, to, kind)}),
              (SELECT count(*) FROM consultation c WHERE {MattersOf(organisation, kind)} AND c.asked_on BETWEEN {from} AND {to}),
              (SELECT count(*) FROM consultation c WHERE {MattersOf(organisation, kind)} AND c.answered_on BETWEEN {from} AND {to}),
              a.askers, a.repeat_askers,
              (SELECT count(*) FROM consultation c WHERE {MattersOf(organisation, kind)} AND c.asked_on BETWEEN {from} AND {to} AND c.client_id IS NOT NULL)
            FROM (
              SELECT count(*) AS askers, count(*) FILTER (WHERE matters > 1) AS repeat_askers FROM (
                SELECT count(*) AS matters FROM consultation c
                WHERE {MattersOf(organisation, kind)} AND c.asked_on BETWEEN {from} AND {to} GROUP BY c.asking_organisation) each) a
            """,
            ConsultationTotalsRow.Read);

    /// <summary>Matters asked in a period by service and by topic, the most first.</summary>
    public static Query<IReadOnlyList<ConsultationTally>> Tally(string organisation, DateOnly from, DateOnly to, ConsultationKind kind) =>
        new Query<ConsultationTally>(
            $"""
            SELECT d.dimension, d.code, count(*) FROM consultation c, LATERAL (VALUES ('service', c.asking_service), ('topic', c.topic)) AS d (dimension, code)
            WHERE {MattersOf(organisation, kind)} AND c.asked_on BETWEEN {from} AND {to}
            GROUP BY d.dimension, d.code ORDER BY d.dimension, count(*) DESC, d.code
            """,
            ConsultationTallyRow.Read).All();

    private static Sql MattersOf(string organisation, ConsultationKind kind) =>
        $"c.organisation = {organisation} AND c.state <> {InError}{Part(kind != ConsultationKind.Unspecified, $" AND c.kind = {(int)kind}")}";

    private static Sql SessionsIn(string organisation, DateOnly from, DateOnly to, ConsultationKind kind) =>
        $"""
        s.organisation = {organisation} AND s.held_on BETWEEN {from} AND {to} AND s.error_reason = ''
        {Part(kind != ConsultationKind.Unspecified, $" AND s.kind = {(int)kind}")}
        """;

    private static Sql Part(bool holds, Sql part) => holds ? part : $"";

    private static Sql Either(bool holds, Sql one, Sql other) => holds ? one : other;
}

/// <summary>Which matters.</summary>
internal sealed record MatterFilter(bool AskedByUs, ConsultationState State, ConsultationKind Kind, string Topic, DateOnly? OverdueOn);

/// <summary>What a period's consultations come to.</summary>
internal sealed record ConsultationTotals(long Sessions, long Handled, long Asked, long Given, long Askers, long RepeatAskers, long Named);

/// <summary>How many matters have one value of one dimension.</summary>
internal sealed record ConsultationTally(string Dimension, string Code, long Matters);
