using System.Text.Json;
using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Referrals with their tasks. The tasks come as a second result of the same round trip.</summary>
internal static class ReferralStore
{
    private static readonly int[] everyStatus = [.. Enum.GetValues<TaskStatus>().Where(status => status != TaskStatus.Unspecified).Select(status => (int)status)];

    public static Query<Referral> ById(Guid id) => new($"SELECT {ReferralColumns} FROM referral r WHERE r.id = {id}", ReadReferral);

    public static Query<IReadOnlyList<Referral>> ByIds(Guid[] ids) =>
        new Query<Referral>($"SELECT {ReferralColumns} FROM referral r WHERE r.id = ANY({ids})", ReadReferral).All();

    public static Query<Referral> ByTask(Guid taskId) =>
        new($"SELECT {ReferralColumns} FROM referral r WHERE r.id = (SELECT referral_id FROM task WHERE id = {taskId})", ReadReferral);

    public static Query<Referral> ByReference(string organisation, string system, string value) =>
        new($"SELECT {ReferralColumns} FROM referral r WHERE r.id = (SELECT object_id FROM external_reference WHERE organisation = {organisation} AND system = {system} AND value = {value} AND object_type = 'referral')", ReadReferral);

    public static Query<IReadOnlyList<ReferralTask>> TasksOf(Guid referralId) =>
        new Query<ReferralTask>($"SELECT {TaskColumns} FROM task t WHERE t.referral_id = {referralId} ORDER BY t.id", ReadTask).All();

    public static Query<IReadOnlyList<ReferralTask>> TasksBeside(Guid taskId) =>
        new Query<ReferralTask>($"SELECT {TaskColumns} FROM task t WHERE t.referral_id = (SELECT referral_id FROM task WHERE id = {taskId}) ORDER BY t.id", ReadTask).All();

    public static Query<IReadOnlyList<ReferralTask>> TasksOf(Guid[] referralIds) =>
        new Query<ReferralTask>($"SELECT {TaskColumns} FROM task t WHERE t.referral_id = ANY({referralIds}) ORDER BY t.id", ReadTask).All();

    /// <summary>Newest first: ids are made in order of time.</summary>
    public static Query<Referral> SentBy(string sender, Guid? clientId, TaskStatus status, Guid before, int limit) =>
        (clientId, status) switch
        {
            (null, TaskStatus.Unspecified) =>
                new($"SELECT {ReferralColumns} FROM referral r WHERE r.sender = {sender} AND r.id < {before} ORDER BY r.id DESC LIMIT {limit}", ReadReferral),
            ({ } client, TaskStatus.Unspecified) =>
                new($"SELECT {ReferralColumns} FROM referral r WHERE r.client_id = ANY(tyokyky_same_client({client})) AND r.sender = {sender} AND r.id < {before} ORDER BY r.id DESC LIMIT {limit}", ReadReferral),
            (null, _) =>
                new($"SELECT {ReferralColumns} FROM referral r WHERE r.sender = {sender} AND r.id < {before} AND EXISTS (SELECT FROM task t WHERE t.referral_id = r.id AND t.status = {(int)status}) ORDER BY r.id DESC LIMIT {limit}", ReadReferral),
            ({ } client, _) =>
                new($"SELECT {ReferralColumns} FROM referral r WHERE r.client_id = ANY(tyokyky_same_client({client})) AND r.sender = {sender} AND r.id < {before} AND EXISTS (SELECT FROM task t WHERE t.referral_id = r.id AND t.status = {(int)status}) ORDER BY r.id DESC LIMIT {limit}", ReadReferral),
        };

    /// <summary>All that were made on a client, newest first; drafts are their senders' alone.</summary>
    public static Query<Referral> OnClient(Guid clientId, TaskStatus status, Guid before, int limit) =>
        new(
            $"""
            SELECT {ReferralColumns} FROM referral r
            WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.submitted_at IS NOT NULL AND r.id < {before}
              AND ({(int)status} = 0 OR EXISTS (SELECT FROM task t WHERE t.referral_id = r.id AND t.status = {(int)status}))
            ORDER BY r.id DESC LIMIT {limit}
            """,
            ReadReferral);

    /// <summary>What facts carry of a client, whoever's record it stands in; non-disclosure in one of them counts for all.</summary>
    public static Query<ReferredClient> ReferredClient(Guid clientId) =>
        new(
            $"""
            SELECT c.birth_date,
                   coalesce((SELECT r.municipality FROM client_record r WHERE r.client_id = ANY(tyokyky_same_client(c.id)) ORDER BY r.superseded_by IS NULL DESC, r.registered_at DESC LIMIT 1), ''),
                   EXISTS (SELECT FROM client_record r WHERE r.client_id = ANY(tyokyky_same_client(c.id)) AND r.non_disclosure)
            FROM client c WHERE c.id = {clientId}
            """,
            row => new ReferredClient(row.Day(0), row.GetBoolean(2) || row.GetString(1).Length == 0 ? Contracts.Municipality.Unknown : row.GetString(1)));

    /// <summary>Oldest first; without a status from each one's own part of the index.</summary>
    public static Query<ReferralTask> ReceivedBy(string receiver, TaskFilter filter, Guid after, int limit)
    {
        Sql matching = $"t.receiver = {receiver} AND t.requested_at IS NOT NULL AND t.id > {after}{Matching(filter)}{SqlParts.If(filter.Worker.Length > 0, $" AND t.worker = {filter.Worker} AND t.worker <> ''")}";
        return filter is { ClientId: null, Status: TaskStatus.Unspecified, Worker.Length: 0 }
            ? new(
                $"""
                SELECT {TaskColumns} FROM unnest({everyStatus}) AS s (status)
                CROSS JOIN LATERAL (SELECT * FROM task t WHERE t.status = s.status AND {matching} ORDER BY t.id LIMIT {limit}) AS t
                ORDER BY t.id LIMIT {limit}
                """,
                ReadTask)
            : new($"SELECT {TaskColumns} FROM task t WHERE {matching}{SqlParts.If(filter.Status != TaskStatus.Unspecified, $" AND t.status = {(int)filter.Status}")} ORDER BY t.id LIMIT {limit}", ReadTask);
    }

    /// <summary>Of these referrals, those that the organisation is a party to.</summary>
    public static Query<Guid> WithParty(Guid[] ids, string organisation) =>
        new(
            $"""
            SELECT r.id FROM referral r
            WHERE r.id = ANY({ids}) AND (r.sender = {organisation} OR EXISTS (
              SELECT FROM task t WHERE t.referral_id = r.id AND (t.sender = {organisation} OR (t.receiver = {organisation} AND t.requested_at IS NOT NULL))))
            """,
            row => row.GetGuid(0));

    /// <summary>Asked of the organisation together with others, or offered to it; oldest first.</summary>
    public static Query<ReferralTask> TakeableBy(string organisation, TaskFilter filter, Guid after, int limit) =>
        new(
            $"""
            SELECT {TaskColumns} FROM task t
            WHERE t.takers @> ARRAY[{organisation}] AND t.takers <> ARRAY[]::text[] AND t.id > {after}{Matching(filter)}
              {SqlParts.If(filter.Status != TaskStatus.Unspecified, $" AND t.status = {(int)filter.Status}")}{SqlParts.If(filter.Worker.Length > 0, $" AND false")}
            ORDER BY t.id LIMIT {limit}
            """,
            ReadTask);

    /// <summary>Referrals with something open in which the organisation is a side, or that it may take; by id.</summary>
    public static Query<Guid> OpenOf(string organisation, Guid? clientId, Guid after, int limit)
    {
        Sql open = $"(ended_at IS NULL OR (status IN (8, 9) AND acknowledged_at IS NULL))";
        Sql page = $"referral_id > {after}{SqlParts.If(clientId is not null, $" AND client_id = ANY(tyokyky_same_client({clientId}))")} ORDER BY referral_id LIMIT {limit}";
        return new(
            $"""
            SELECT referral_id FROM (
              (SELECT DISTINCT referral_id FROM task WHERE receiver = {organisation} AND {open} AND requested_at IS NOT NULL AND {page})
              UNION (SELECT DISTINCT referral_id FROM task WHERE sender = {organisation} AND {open} AND {page})
              UNION (SELECT DISTINCT referral_id FROM task WHERE takers @> ARRAY[{organisation}] AND takers <> ARRAY[]::text[] AND {page})) o
            ORDER BY referral_id LIMIT {limit}
            """,
            row => row.GetGuid(0));
    }

    /// <summary>The same for a client: what was made on the client.</summary>
    public static Query<Guid> OpenOn(Guid clientId, Guid after, int limit) =>
        new(
            $"""
            SELECT DISTINCT referral_id FROM task
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND (ended_at IS NULL OR (status IN (8, 9) AND acknowledged_at IS NULL)) AND requested_at IS NOT NULL AND referral_id > {after}
            ORDER BY referral_id LIMIT {limit}
            """,
            row => row.GetGuid(0));

    /// <summary>From now on facts say that the municipality is unknown.</summary>
    public static Sql HideMunicipality(Guid clientId, string organisation) =>
        $"UPDATE referral SET municipality = {Contracts.Municipality.Unknown}, version = version + 1 WHERE client_id = ANY(tyokyky_same_client({clientId})) AND sender = {organisation} AND municipality <> {Contracts.Municipality.Unknown} RETURNING id, client_id";

    public static Sql Insert(Referral referral) =>
        $"""
        INSERT INTO referral (id, version, client_id, sender, reasons, description, reason_for_client, urgency, programme, municipality, birth_date, submitted_at, recorded_at, parent_referral_id, parent_task_id, origin, legal_basis)
        VALUES ({referral.Id}, {referral.Version}, {referral.ClientId}, {referral.Sender}, {referral.Reasons}, {referral.Description}, {referral.ReasonForClient}, {(int)referral.Urgency}, {referral.Programme}, {referral.Municipality}, {referral.BirthDate}, {referral.SubmittedAt}, {referral.RecordedAt}, {referral.Parent?.ReferralId}, {referral.Parent?.TaskId}, {(int)referral.Origin}, {referral.LegalBasis})
        """;

    public static Sql UpdateDocuments(Referral referral) =>
        $"UPDATE referral SET documents = {Sql.Json(JsonSerializer.Serialize(referral.Documents, ReferralsJson.Default.DocumentLinkArray))} WHERE id = {referral.Id}";

    /// <summary>What may change in a referral while it is a draft, and when it is sent.</summary>
    public static Sql UpdateNeed(Referral referral) =>
        $"""
        UPDATE referral SET reasons = {referral.Reasons}, description = {referral.Description}, reason_for_client = {referral.ReasonForClient}, urgency = {(int)referral.Urgency},
          programme = {referral.Programme}, legal_basis = {referral.LegalBasis}, municipality = {referral.Municipality}, birth_date = {referral.BirthDate}, submitted_at = {referral.SubmittedAt}, recorded_at = {referral.RecordedAt}
        WHERE id = {referral.Id}
        """;

    public static Sql Insert(ReferralTask task) =>
        $"""
        INSERT INTO task (id, referral_id, client_id, sender, receiver, service, status, status_reason, outcome, outcome_text, requested_at, decided_by, changed_at, matters, takers, take_by, due_action, due_by, due_on)
        VALUES ({task.Id}, {task.ReferralId}, {task.ClientId}, {task.Sender}, {task.Receiver}, {task.Service}, {(int)task.Status}, '', '', '', {task.RequestedAt}, '', {task.ChangedAt}, {ProgressOf(task)}, {task.EligibleReceivers.ToArray()}, {task.TakeBy}, {NextActionOf(task)})
        """;

    /// <summary>The guard of every change of a referral or of a task in it.</summary>
    public static Sql Bump(Referral referral) => $"UPDATE referral SET version = version + 1 WHERE id = {referral.Id} AND version = {referral.Version}";

    public static Sql Update(ReferralTask task) =>
        $"""
        UPDATE task SET receiver = {task.Receiver}, service = {task.Service}, requested_at = {task.RequestedAt}, status = {(int)task.Status}, status_reason = {task.StatusReason}, outcome = {task.Outcome}, outcome_text = {task.OutcomeText},
          decided_at = {task.DecidedAt}, decided_by = {task.DecidedBy}, ended_at = {task.EndedAt}, acknowledged_at = {task.AcknowledgedAt},
          business_status = {(int)task.BusinessStatus}, matters = {ProgressOf(task)}, changed_at = {task.ChangedAt},
          waiting_since = {task.Matters.Waiting?.Since}, waiting_rank = {task.Matters.Waiting?.Rank}, takers = {task.EligibleReceivers.ToArray()}, take_by = {task.TakeBy},
          professional = {task.Matters.Worker?.ProfessionalId}, worker = {task.Matters.Worker?.Subject ?? ""}, worker_name = {task.Matters.Worker?.Name ?? ""},
          (due_action, due_by, due_on) = ROW({NextActionOf(task)})
        WHERE id = {task.Id}
        """;

    /// <summary>The referrals in which a case manager has a task of a client.</summary>
    public static Sql BumpOfWorker(Guid clientId, string receiver, string worker) =>
        $"UPDATE referral SET version = version + 1 WHERE id IN (SELECT referral_id FROM task WHERE {IsOfWorker(clientId, receiver, worker)}) RETURNING id, client_id";

    /// <summary>What a case manager had of a client goes with the client to the next one, as tasks that nobody has.</summary>
    public static Sql LeaveByWorker(Guid clientId, string receiver, string worker) =>
        $"UPDATE task SET professional = NULL, worker = '', worker_name = '', matters = matters - 'worker' WHERE {IsOfWorker(clientId, receiver, worker)}";

    private static Sql IsOfWorker(Guid clientId, string receiver, string worker) =>
        $"client_id = ANY(tyokyky_same_client({clientId})) AND receiver = {receiver} AND worker = {worker} AND worker <> '' AND status IN (2, 3, 5, 6)";

    private static Sql Matching(TaskFilter filter) =>
        $"{SqlParts.If(filter.ClientId is not null, $" AND t.client_id = ANY(tyokyky_same_client({filter.ClientId}))")}{SqlParts.If(filter.Service.Length > 0, $" AND t.service = {filter.Service}")}";

    private static SqlJson ProgressOf(ReferralTask task) => Sql.Json(JsonSerializer.Serialize(task.Matters, ReferralsJson.Default.TaskProgress));

    // Whose turn it is, for the worklists.
    private static Sql NextActionOf(ReferralTask task)
    {
        var turn = TaskNextAction.Of(task);
        return $"{turn?.Action ?? ""}, {(int)(turn?.By ?? Relation.None)}, {turn?.DueOn}";
    }

    private static Sql ReferralColumns =>
        $"r.id, r.version, r.client_id, r.sender, r.reasons, r.description, r.reason_for_client, r.urgency, r.programme, r.municipality, r.birth_date, r.submitted_at, r.recorded_at, r.parent_referral_id, r.parent_task_id, r.origin, r.documents::text, r.legal_basis";

    internal static Sql TaskColumns =>
        $"t.id, t.referral_id, t.client_id, t.sender, t.receiver, t.service, t.status, t.status_reason, t.outcome, t.outcome_text, t.requested_at, t.decided_at, t.decided_by, t.ended_at, t.acknowledged_at, t.matters::text, coalesce(t.changed_at, t.requested_at)";

    private static Referral ReadReferral(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        ClientId = row.GetGuid(2),
        Sender = row.GetString(3),
        Reasons = row.GetFieldValue<string[]>(4),
        Description = row.GetString(5),
        ReasonForClient = row.GetString(6),
        Urgency = (Urgency)row.GetInt32(7),
        Programme = row.GetString(8),
        Municipality = row.GetString(9),
        BirthDate = row.Day(10),
        SubmittedAt = row.Instant(11),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(12),
        Parent = row.Id(13) is { } parent ? new ParentTask(parent, row.GetGuid(14)) : null,
        Origin = (ReferralOrigin)row.GetInt32(15),
        Documents = JsonSerializer.Deserialize(row.GetString(16), ReferralsJson.Default.DocumentLinkArray)!,
        LegalBasis = row.GetString(17),
    };

    internal static ReferralTask ReadTask(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        ReferralId = row.GetGuid(1),
        ClientId = row.GetGuid(2),
        Sender = row.GetString(3),
        Receiver = row.GetString(4),
        Service = row.GetString(5),
        Status = (TaskStatus)row.GetInt32(6),
        StatusReason = row.GetString(7),
        Outcome = row.GetString(8),
        OutcomeText = row.GetString(9),
        RequestedAt = row.Instant(10),
        DecidedAt = row.Instant(11),
        DecidedBy = row.GetString(12),
        EndedAt = row.Instant(13),
        AcknowledgedAt = row.Instant(14),
        Matters = JsonSerializer.Deserialize(row.GetString(15), ReferralsJson.Default.TaskProgress)!,
        ChangedAt = row.GetFieldValue<DateTimeOffset>(16),
    };
}

/// <summary>A client as facts tell of one.</summary>
internal sealed record ReferredClient(DateOnly? BirthDate, string Municipality);

/// <summary>Which tasks; empty: all.</summary>
internal sealed record TaskFilter(Guid? ClientId, TaskStatus Status, string Service, string Worker);
