using System.Text.Json;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using ExternalReference = Tyokyky.Contracts.Common.V1.ExternalReference;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Referrals with their tasks. The tasks come as a second result of the same round trip.</summary>
[Row<Referral>("referral", Alias = "r", Skip = ["Tasks"], Json = ["Documents"], JsonContext = typeof(ReferralsJson),
    Columns =
    [
        "Background.Sex=sex", "Background.ContactLanguage=contact_language", "Background.CustomerProfile=customer_profile",
        "ReferredBy.UnitId=referring_unit_id", "ReferredBy.UnitName=referring_unit_name", "ReferredBy.Service=referring_service",
        "ReferredBy.FromService=referred_from_service",
    ],
    Fixed = ["ClientId", "Sender", "Parent", "Origin"])]
[Row<ReferralTask>(Columns = ["ChangedAt=coalesce(changed_at, requested_at)"], Json = ["Matters"], JsonContext = typeof(ReferralsJson))]
[Row<ReferredClient>(Columns = ["Background.Sex=sex", "Background.ContactLanguage=contact_language", "Background.CustomerProfile=customer_profile"])]
internal static partial class ReferralStore
{
    private static readonly int[] everyStatus =
        [.. Enum.GetValues<TaskStatus>().Where(status => status != TaskStatus.Unspecified).Select(status => (int)status)];

    // With a receiver who is not done with it.
    private static readonly int[] withReceiver = [(int)TaskStatus.Requested, (int)TaskStatus.Accepted, (int)TaskStatus.InProgress, (int)TaskStatus.OnHold];

    // Completed and failed, in the words of the partial indexes: a parameter would not find them.
    private static Sql Open => $"(ended_at IS NULL OR (status IN (8, 9) AND acknowledged_at IS NULL))";

    public static Query<Referral> ById(Guid id) => new($"SELECT {ReferralRow.Columns} FROM referral r WHERE r.id = {id}", ReferralRow.Read);

    public static Query<IReadOnlyList<Referral>> ByIds(Guid[] ids) =>
        new Query<Referral>($"SELECT {ReferralRow.Columns} FROM referral r WHERE r.id = ANY({ids})", ReferralRow.Read).All();

    public static Query<Referral> ByTask(Guid taskId) =>
        new($"SELECT {ReferralRow.Columns} FROM referral r WHERE r.id = (SELECT referral_id FROM task WHERE id = {taskId})", ReferralRow.Read);

    public static Query<Guid> ByReference(string organisation, string system, string value) =>
        new(
            $"""
            SELECT object_id FROM external_reference
            WHERE organisation = {organisation} AND system = {system} AND value = {value} AND object_type = 'referral'
            """,
            row => row.GetGuid(0));

    public static Query<IReadOnlyList<ReferralTask>> TasksOf(Guid referralId) =>
        new Query<ReferralTask>($"SELECT {ReferralTaskRow.Columns} FROM task WHERE referral_id = {referralId} ORDER BY id", ReferralTaskRow.Read).All();

    public static Query<IReadOnlyList<ReferralTask>> TasksBeside(Guid taskId) =>
        new Query<ReferralTask>(
            $"SELECT {ReferralTaskRow.Columns} FROM task WHERE referral_id = (SELECT referral_id FROM task WHERE id = {taskId}) ORDER BY id",
            ReferralTaskRow.Read).All();

    public static Query<IReadOnlyList<ReferralTask>> TasksOf(Guid[] referralIds) =>
        new Query<ReferralTask>($"SELECT {ReferralTaskRow.Columns} FROM task WHERE referral_id = ANY({referralIds}) ORDER BY id", ReferralTaskRow.Read).All();

    /// <summary>When the work on a task first began.</summary>
    public static Query<DateTimeOffset?> BegunAt(Guid taskId) =>
        new(
            $"""
            SELECT min(effective_at) FROM transition WHERE object_type = 'task' AND object_id = {taskId} AND to_state LIKE 'in-progress%'
            """,
            row => row.Value<DateTimeOffset>(0));

    /// <summary>Newest first: ids are made in order of time.</summary>
    public static Query<Referral> SentBy(string sender, ReferralFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {ReferralRow.Columns} FROM referral r
            WHERE r.sender = {sender} AND r.id < {before}{HasTaskIn(filter.Status)}
              {SqlParts.If(filter.ClientId is not null, $" AND r.client_id = ANY(tyokyky_same_client({filter.ClientId}))")}
              {SqlParts.If(filter.UnitId is not null, $" AND r.referring_unit_id = {filter.UnitId} AND r.referring_unit_id IS NOT NULL")}
              {SqlParts.If(filter.Service.Length > 0, $" AND r.referring_service = {filter.Service} AND r.referring_service <> ''")}
            ORDER BY r.id DESC LIMIT {limit}
            """,
            ReferralRow.Read);

    /// <summary>All that were made on a client, newest first; drafts are their senders' alone.</summary>
    public static Query<Referral> OnClient(Guid clientId, TaskStatus status, Guid before, int limit) =>
        new(
            $"""
            SELECT {ReferralRow.Columns} FROM referral r
            WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.submitted_at IS NOT NULL AND r.id < {before}{HasTaskIn(status)}
            ORDER BY r.id DESC LIMIT {limit}
            """,
            ReferralRow.Read);

    /// <summary>What facts carry of a client, whoever's record it stands in; non-disclosure in one of them counts for all.</summary>
    public static Query<ReferredClient> ReferredClient(Guid clientId) => new(Referred(clientId), ReferredClientRow.Read);

    /// <summary>That stays as it was read until the commit's end: no controller changes its record on the client meanwhile, and none makes one.</summary>
    public static void Fence(Commit commit, Guid clientId, ReferredClient client) => commit
        .Lock($"SELECT FROM client_record WHERE client_id = ANY(tyokyky_same_client({clientId})) ORDER BY client_id, controller, register FOR SHARE")
        .Lock(ClientLocks.Change(ClientLocks.Records, clientId))
        .GuardAbsence(
            $"""
            SELECT FROM ({Referred(clientId)}) AS now (birth_date, municipality, sex, contact_language, customer_profile)
            WHERE (now.birth_date, now.municipality, now.sex, now.contact_language, now.customer_profile) IS DISTINCT FROM
              ({client.BirthDate}, {client.Municipality}, {(int)client.Background.Sex}, {client.Background.ContactLanguage},
                {client.Background.CustomerProfile})
            """);

    /// <summary>Oldest first; without a status from each one's own part of the index.</summary>
    public static Query<ReferralTask> ReceivedBy(string receiver, TaskFilter filter, Guid after, int limit)
    {
        Sql matching = $"""
            t.receiver = {receiver} AND t.requested_at IS NOT NULL AND t.id > {after}{Matching(filter)}
            {SqlParts.If(filter.Worker.Length > 0, $" AND t.worker = {filter.Worker} AND t.worker <> ''")}
            """;
        return filter is { ClientId: null, Status: TaskStatus.Unspecified, Worker.Length: 0 }
            ? new(
                $"""
                SELECT {ReferralTaskRow.Columns} FROM unnest({everyStatus}) AS s (each_status)
                CROSS JOIN LATERAL (SELECT * FROM task t WHERE t.status = s.each_status AND {matching} ORDER BY t.id LIMIT {limit}) AS t
                ORDER BY id LIMIT {limit}
                """,
                ReferralTaskRow.Read)
            : new($"SELECT {ReferralTaskRow.Columns} FROM task t WHERE {matching} ORDER BY id LIMIT {limit}", ReferralTaskRow.Read);
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
            SELECT {ReferralTaskRow.Columns} FROM task t
            WHERE t.takers @> ARRAY[{organisation}] AND t.takers <> ARRAY[]::text[] AND t.id > {after}{Matching(filter)}
              {SqlParts.If(filter.Worker.Length > 0, $" AND false")}
            ORDER BY id LIMIT {limit}
            """,
            ReferralTaskRow.Read);

    /// <summary>Referrals with something open in which the organisation is a side, or that it may take; by id.</summary>
    public static Query<Guid> OpenOf(string organisation, Guid? clientId, Guid after, int limit)
    {
        Sql page = $"""
            referral_id > {after}{SqlParts.If(clientId is not null, $" AND client_id = ANY(tyokyky_same_client({clientId}))")}
            ORDER BY referral_id LIMIT {limit}
            """;
        return new(
            $"""
            SELECT referral_id FROM (
              (SELECT DISTINCT referral_id FROM task WHERE receiver = {organisation} AND {Open} AND requested_at IS NOT NULL AND {page})
              UNION (SELECT DISTINCT referral_id FROM task WHERE sender = {organisation} AND {Open} AND {page})
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
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND {Open} AND requested_at IS NOT NULL AND referral_id > {after}
            ORDER BY referral_id LIMIT {limit}
            """,
            row => row.GetGuid(0));

    /// <summary>What an organisation's own system calls the referral that a task belongs to.</summary>
    public static Query<IReadOnlyList<ExternalReference>> ReferencesBeside(Guid taskId, string organisation) =>
        new Query<ExternalReference>(
            $"""
            SELECT system, value FROM external_reference
            WHERE object_id = (SELECT referral_id FROM task WHERE id = {taskId}) AND organisation = {organisation} ORDER BY system, value
            """,
            row => new ExternalReference { System = row.GetString(0), Value = row.GetString(1) }).All();

    /// <summary>From now on facts of the organisation's and of the client's own referrals say that all that could tell who it is is unknown.</summary>
    public static Sql Hide(Guid clientId, string organisation) =>
        $"""
        UPDATE referral SET {Hidden.Set}, version = version + 1 WHERE {TellsOfRecord(clientId, organisation)} AND {Hidden.IsTold}
        RETURNING id, client_id
        """;

    /// <summary>From now on facts of the same referrals tell the age by the day of birth that the record now says.</summary>
    public static Sql CorrectBirthDate(Guid clientId, string organisation, DateOnly born) =>
        $"""
        UPDATE referral SET birth_date = {born}, version = version + 1
        WHERE {TellsOfRecord(clientId, organisation)} AND birth_date IS DISTINCT FROM {born}
        RETURNING id, client_id
        """;

    /// <summary>The guard of every change of a referral or of a task in it; its own columns are written when one of them changed.</summary>
    public static Sql Update(Referral before, Referral now) => now with { Tasks = before.Tasks } == before
        ? (Sql)$"UPDATE referral SET version = version + 1 WHERE id = {before.Id} AND version = {before.Version}"
        : ReferralRow.Update(now);

    /// <summary>A new task lacks most of what it can have, and is the most frequent write.</summary>
    public static Sql Insert(ReferralTask task, AreaAgreements area) =>
        $"""
        INSERT INTO task (
          id, referral_id, client_id, sender, receiver, service, status, status_reason, outcome, outcome_text, requested_at, decided_by, changed_at,
          matters, takers, take_by, due_action, due_by, due_on)
        VALUES (
          {task.Id}, {task.ReferralId}, {task.ClientId}, {task.Sender}, {task.Receiver}, {task.Service}, {(int)task.Status}, '', '', '',
          {task.RequestedAt}, '', {task.ChangedAt}, {ProgressOf(task)}, {task.EligibleReceivers.ToArray()}, {task.TakeBy(area)}, {NextActionOf(task, area)})
        """;

    /// <summary>Half of the columns only repeat what lists search by.</summary>
    public static Sql Update(ReferralTask task, AreaAgreements area) =>
        $"""
        UPDATE task SET receiver = {task.Receiver}, service = {task.Service}, requested_at = {task.RequestedAt}, status = {(int)task.Status},
          status_reason = {task.StatusReason}, outcome = {task.Outcome}, outcome_text = {task.OutcomeText}, decided_at = {task.DecidedAt},
          decided_by = {task.DecidedBy}, ended_at = {task.EndedAt}, acknowledged_at = {task.AcknowledgedAt}, business_status = {(int)task.BusinessStatus},
          matters = {ProgressOf(task)}, changed_at = {task.ChangedAt}, waiting_since = {task.Matters.Waiting?.Since},
          waiting_rank = {task.Matters.Waiting?.Rank}, takers = {task.EligibleReceivers.ToArray()}, take_by = {task.TakeBy(area)},
          professional = {task.Matters.Worker?.ProfessionalId},
          worker = {task.Matters.Worker?.Subject ?? ""}, worker_name = {task.Matters.Worker?.Name ?? ""},
          (due_action, due_by, due_on) = ROW({NextActionOf(task, area)})
        WHERE id = {task.Id}
        """;

    /// <summary>The referrals in which a case manager has a task of a client.</summary>
    public static Sql BumpOfWorker(Guid clientId, string receiver, string worker) =>
        $"""
        UPDATE referral SET version = version + 1 WHERE id IN (SELECT referral_id FROM task WHERE {IsOfWorker(clientId, receiver, worker)})
        RETURNING id, client_id
        """;

    /// <summary>What a case manager had of a client goes with the client to the next one, as tasks that nobody has.</summary>
    public static Sql LeaveByWorker(Guid clientId, string receiver, string worker) =>
        $"UPDATE task SET professional = NULL, worker = '', worker_name = '', matters = matters - 'worker' WHERE {IsOfWorker(clientId, receiver, worker)}";

    private static Sql Referred(Guid clientId) =>
        $"""
        SELECT coalesce(newest.birth_date, c.birth_date),
               coalesce(nullif(told.municipality, ''), {Contracts.Municipality.Unknown}),
               coalesce(nullif(told.sex, {(int)Sex.Unspecified}), {(int)Sex.Unknown}),
               coalesce(told.contact_language, {ClientBackground.Unknown.ContactLanguage}),
               coalesce(nullif(told.customer_profile, ''), {ClientBackground.Unknown.CustomerProfile})
        FROM client c
        LEFT JOIN LATERAL (SELECT r.birth_date, r.municipality, r.sex, r.contact_language, r.customer_profile FROM client_record r
          WHERE r.client_id = ANY(tyokyky_same_client(c.id)) ORDER BY r.superseded_by IS NULL DESC, r.registered_at DESC LIMIT 1) newest ON true
        LEFT JOIN LATERAL (SELECT newest.* WHERE NOT EXISTS (
          SELECT FROM client_record r WHERE r.client_id = ANY(tyokyky_same_client(c.id)) AND r.non_disclosure)) told ON true
        WHERE c.id = {clientId}
        """;

    // What the controller sent, what the client made, and what was sent onward by whoever has no record of its own.
    private static Sql TellsOfRecord(Guid clientId, string organisation) =>
        $"""
        client_id = ANY(tyokyky_same_client({clientId})) AND (sender IN ({organisation}, {Referral.Self}) OR NOT EXISTS (
          SELECT FROM client_record own WHERE own.client_id = ANY(tyokyky_same_client({clientId})) AND own.controller = referral.sender
            AND own.superseded_by IS NULL))
        """;

    private static Sql IsOfWorker(Guid clientId, string receiver, string worker) =>
        $"""
        client_id = ANY(tyokyky_same_client({clientId})) AND receiver = {receiver} AND worker = {worker} AND worker <> '' AND status = ANY({withReceiver})
        """;

    private static Sql HasTaskIn(TaskStatus status) =>
        SqlParts.If(status != TaskStatus.Unspecified, $" AND EXISTS (SELECT FROM task t WHERE t.referral_id = r.id AND t.status = {(int)status})");

    private static Sql Matching(TaskFilter filter) =>
        $"""
        {SqlParts.If(filter.ClientId is not null, $" AND t.client_id = ANY(tyokyky_same_client({filter.ClientId}))")}
        {SqlParts.If(filter.Service.Length > 0, $" AND t.service = {filter.Service}")}
        {SqlParts.If(filter.Status != TaskStatus.Unspecified, $" AND t.status = {(int)filter.Status}")}
        """;

    private static SqlJson ProgressOf(ReferralTask task) => Sql.Json(JsonSerializer.Serialize(task.Matters, ReferralsJson.Default.TaskProgress));

    // Whose turn it is, for the worklists.
    private static Sql NextActionOf(ReferralTask task, AreaAgreements area)
    {
        var turn = TaskNextAction.Of(task, area);
        return $"{turn?.Action ?? ""}, {(int)(turn?.By ?? Relation.None)}, {turn?.DueOn}";
    }
}

/// <summary>A client as facts tell of one.</summary>
internal sealed record ReferredClient(DateOnly? BirthDate, string Municipality, ClientBackground Background);

/// <summary>Which referrals of a sender; empty: all.</summary>
internal sealed record ReferralFilter(Guid? ClientId, TaskStatus Status, Guid? UnitId, string Service);

/// <summary>Which tasks; empty: all.</summary>
internal sealed record TaskFilter(Guid? ClientId, TaskStatus Status, string Service, string Worker);
