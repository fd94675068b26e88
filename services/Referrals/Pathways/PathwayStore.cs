using System.Text.Json;
using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Pathways with their steps. The steps come as a second result of the same round trip.</summary>
internal static class PathwayStore
{
    public const string OpenIndex = "pathway_open";

    public static Query<Pathway> ById(Guid id) => new($"SELECT {Columns} FROM pathway p WHERE p.id = {id}", Read);

    public static Query<Pathway> ByStep(Guid stepId) => new($"SELECT {Columns} FROM pathway p WHERE p.id = (SELECT pathway_id FROM pathway_step WHERE id = {stepId})", Read);

    public static Query<IReadOnlyList<PathwayStep>> StepsOf(Guid pathwayId) =>
        new Query<PathwayStep>($"SELECT {StepColumns} FROM pathway_step s WHERE s.pathway_id = {pathwayId} ORDER BY s.number", ReadStep).All();

    public static Query<IReadOnlyList<PathwayStep>> StepsBeside(Guid stepId) =>
        new Query<PathwayStep>($"SELECT {StepColumns} FROM pathway_step s WHERE s.pathway_id = (SELECT pathway_id FROM pathway_step WHERE id = {stepId}) ORDER BY s.number", ReadStep).All();

    /// <summary>The client's open pathways, and whether each one's organisation may learn of the client's being at that organisation.</summary>
    public static Query<(Guid Id, bool MayLearn)> OpenOf(Guid clientId, string organisation) =>
        new(
            $"""
            SELECT p.id, p.organisation = {organisation} OR EXISTS (SELECT FROM task t WHERE t.client_id = ANY(tyokyky_same_client({clientId})) AND t.receiver = {organisation} AND t.sender = p.organisation AND t.status = ANY({KnownOrganisations.LiveStatuses}))
            FROM pathway p WHERE p.client_id = ANY(tyokyky_same_client({clientId})) AND p.closed_on IS NULL
            """,
            row => (row.GetGuid(0), row.GetBoolean(1)));

    public static Query<bool> IsOnAny(Guid clientId) => new($"SELECT EXISTS ({OpenOf(clientId)})", row => row.GetBoolean(0));

    /// <summary>The client's open pathways, whosever they are, as rows.</summary>
    public static Sql OpenOf(Guid clientId) => $"SELECT FROM pathway WHERE client_id = ANY(tyokyky_same_client({clientId})) AND closed_on IS NULL";

    /// <summary>Whether the organisation has an open pathway for the client, under whichever id.</summary>
    public static Query<bool> IsOnOwn(Guid clientId, string organisation) =>
        new($"SELECT EXISTS (SELECT FROM pathway WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND closed_on IS NULL)", row => row.GetBoolean(0));

    /// <summary>Newest first; of an organisation, or of every one (null) for the client.</summary>
    public static Query<Pathway> Of(string? organisation, PathwayFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM pathway p WHERE p.id < {before}{SqlParts.If(organisation is not null, $" AND p.organisation = {organisation}")}
            {SqlParts.If(filter.ClientId is not null, $" AND p.client_id = ANY(tyokyky_same_client({filter.ClientId}))")}{SqlParts.If(filter.Owner.Length > 0, $" AND p.owner = {filter.Owner}")}
            {SqlParts.If(filter.Template.Length > 0, $" AND p.template = {filter.Template}")}{SqlParts.If(!filter.WithClosed, $" AND p.closed_on IS NULL")}
            {SqlParts.If(filter.StuckOnly, $" AND p.stuck_since IS NOT NULL")}
            ORDER BY p.id DESC LIMIT {limit}
            """,
            Read);

    public static Sql Insert(Pathway pathway) =>
        $"""
        INSERT INTO pathway (id, version, client_id, organisation, template, programme, municipality, birth_date, opened_on, recorded_at, close_reason, owner, owner_name, agreed_action,
          next_kind, next_step, next_service, next_on, stuck_since, stuck_reason, escalation)
        VALUES ({pathway.Id}, {pathway.Version}, {pathway.ClientId}, {pathway.Organisation}, {pathway.Template}, {pathway.Programme}, {pathway.Municipality}, {pathway.BirthDate}, {pathway.OpenedOn},
          {pathway.RecordedAt}, '', {pathway.Owner}, {pathway.OwnerName}, '',
          {pathway.Next?.Kind ?? ""}, {pathway.Next?.StepId}, {pathway.Next?.Service ?? ""}, {pathway.Next?.Day}, {pathway.StuckSince}, {pathway.StuckReason}, {pathway.Escalation})
        """;

    /// <summary>From now on facts say that the municipality is unknown.</summary>
    public static Sql HideMunicipality(Guid clientId, string organisation) =>
        $"UPDATE pathway SET municipality = {Contracts.Municipality.Unknown}, version = version + 1 WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND municipality <> {Contracts.Municipality.Unknown} AND closed_on IS NULL RETURNING id, client_id";

    /// <summary>The guard of every change of a pathway and of its steps.</summary>
    public static Sql Update(Pathway pathway) =>
        $"""
        UPDATE pathway SET version = version + 1, closed_on = {pathway.ClosedOn}, close_reason = {pathway.CloseReason}, owner = {pathway.Owner}, owner_name = {pathway.OwnerName},
          agreed_action = {pathway.AgreedAction}, agreed_action_on = {pathway.AgreedActionOn},
          next_kind = {pathway.Next?.Kind ?? ""}, next_step = {pathway.Next?.StepId}, next_service = {pathway.Next?.Service ?? ""}, next_on = {pathway.Next?.Day},
          stuck_since = {pathway.StuckSince}, stuck_reason = {pathway.StuckReason}, escalation = {pathway.Escalation}
        WHERE id = {pathway.Id} AND version = {pathway.Version}
        """;

    public static Sql Insert(Pathway pathway, PathwayStep step) =>
        $"""
        INSERT INTO pathway_step (id, pathway_id, pathway_organisation, number, template_step, phase, service, organisation, worker, worker_name, after, repeats, is_return, status, planned_start, planned_end,
          started_on, ended_on, outcome, pauses, follows, added_on, ends_without_next, warned_on)
        VALUES ({step.Id}, {pathway.Id}, {pathway.Organisation}, {step.Number}, {step.TemplateStep}, {step.Phase}, {step.Service}, {step.Organisation}, {step.Worker}, {step.WorkerName}, {step.After}, {step.Repeats}, {step.IsReturn},
          {(int)step.Status}, {step.PlannedStart}, {step.PlannedEnd}, {step.StartedOn}, {step.EndedOn}, {step.Outcome}, {Pauses(step)}, {step.Follows}, {step.AddedOn}, {step.EndsWithoutNext}, {step.WarnedOn})
        """;

    public static Sql Update(PathwayStep step) =>
        $"""
        UPDATE pathway_step SET organisation = {step.Organisation}, worker = {step.Worker}, worker_name = {step.WorkerName}, status = {(int)step.Status},
          planned_start = {step.PlannedStart}, planned_end = {step.PlannedEnd}, started_on = {step.StartedOn}, ended_on = {step.EndedOn}, outcome = {step.Outcome},
          pauses = {Pauses(step)}, follows = {step.Follows}, ends_without_next = {step.EndsWithoutNext}, warned_on = {step.WarnedOn}
        WHERE id = {step.Id}
        """;

    /// <summary>The open pathways that a case manager owns follow the client.</summary>
    public static Sql ChangeOwner(Guid clientId, string organisation, string from, string to, string toName) =>
        $"""
        UPDATE pathway SET version = version + 1, owner = {to}, owner_name = {toName}
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND owner = {from} AND closed_on IS NULL
        RETURNING id, client_id
        """;

    private static SqlJson Pauses(PathwayStep step) => Sql.Json(JsonSerializer.Serialize([.. step.Pauses], ReferralsJson.Default.StepPauseArray));

    private static Sql Columns =>
        $"p.id, p.version, p.client_id, p.organisation, p.template, p.programme, p.municipality, p.birth_date, p.opened_on, p.recorded_at, p.closed_on, p.close_reason, p.owner, p.owner_name, p.agreed_action, p.agreed_action_on, p.stuck_since, p.stuck_reason, p.escalation, p.next_kind, p.next_step, p.next_service, p.next_on";

    private static Sql StepColumns =>
        $"s.id, s.number, s.template_step, s.phase, s.service, s.organisation, s.worker, s.worker_name, s.after, s.repeats, s.is_return, s.status, s.planned_start, s.planned_end, s.started_on, s.ended_on, s.outcome, s.pauses::text, s.follows, s.added_on, s.ends_without_next, s.warned_on";

    private static Pathway Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        ClientId = row.GetGuid(2),
        Organisation = row.GetString(3),
        Template = row.GetString(4),
        Programme = row.GetString(5),
        Municipality = row.GetString(6),
        BirthDate = row.Day(7),
        OpenedOn = row.GetFieldValue<DateOnly>(8),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(9),
        ClosedOn = row.Day(10),
        CloseReason = row.GetString(11),
        Owner = row.GetString(12),
        OwnerName = row.GetString(13),
        AgreedAction = row.GetString(14),
        AgreedActionOn = row.Day(15),
        StuckSince = row.Day(16),
        StuckReason = row.GetString(17),
        Escalation = row.GetInt32(18),
        ListedNext = row.Day(22) is { } next ? new PathwayNext(row.GetString(19), row.Id(20), row.GetString(21), row.IsDBNull(20) ? row.GetString(14) : "", next) : null,
    };

    private static PathwayStep ReadStep(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Number = row.GetInt32(1),
        TemplateStep = row.GetString(2),
        Phase = row.GetString(3),
        Service = row.GetString(4),
        Organisation = row.GetString(5),
        Worker = row.GetString(6),
        WorkerName = row.GetString(7),
        After = row.GetFieldValue<Guid[]>(8),
        Repeats = row.Id(9),
        IsReturn = row.GetBoolean(10),
        Status = (PathwayStepStatus)row.GetInt32(11),
        PlannedStart = row.Day(12),
        PlannedEnd = row.Day(13),
        StartedOn = row.Day(14),
        EndedOn = row.Day(15),
        Outcome = row.GetString(16),
        Pauses = JsonSerializer.Deserialize(row.GetString(17), ReferralsJson.Default.StepPauseArray)!,
        Follows = row.GetString(18),
        AddedOn = row.GetFieldValue<DateOnly>(19),
        EndsWithoutNext = row.GetBoolean(20),
        WarnedOn = row.Day(21),
    };
}

/// <summary>Which pathways of an organisation.</summary>
internal sealed record PathwayFilter(Guid? ClientId, string Owner, string Template, bool WithClosed, bool StuckOnly);
