using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Needs assessments and their needs.</summary>
internal static class NeedStore
{
    private static readonly int[] notStarted = [(int)NeedStatus.Open, (int)NeedStatus.Declined, (int)NeedStatus.NoSuchService];

    public static Query<NeedsAssessment> Assessment(Guid id) =>
        new($"SELECT id, client_id, organisation, kind, participants, assessed_on, summary, programme, recorded_at FROM needs_assessment WHERE id = {id}", ReadAssessment);

    public static Query<IReadOnlyList<ServiceNeed>> NeedsOf(Guid assessmentId) =>
        new Query<ServiceNeed>($"SELECT {Columns} FROM service_need WHERE assessment_id = {assessmentId} ORDER BY id", Read).All();

    public static Query<ServiceNeed> ById(Guid id) => new($"SELECT {Columns} FROM service_need WHERE id = {id}", Read);

    /// <summary>Newest first; a client's are those that the organisation recorded or took part in, and with a day those of organisations that it knows of then.</summary>
    public static Query<ServiceNeed> Of(string organisation, Guid? clientId, DateOnly? withKnownOn, NeedFilter filter, Guid before, int limit)
    {
        Sql whose = clientId is { } client ? Client(client, withKnownOn, organisation) : $"organisation = {organisation}";
        return new(
            $"""
            SELECT {Columns} FROM service_need WHERE {whose} AND id < {before}
            {SqlParts.If(filter.Status != NeedStatus.Unspecified, HasStatus(filter, organisation))}{SqlParts.If(filter.Service.Length > 0, $" AND service = {filter.Service}")}
            ORDER BY id DESC LIMIT {limit}
            """,
            Read);
    }

    /// <summary>The client's own, of every organisation, newest first.</summary>
    public static Query<ServiceNeed> OfClient(Guid clientId, NeedFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM service_need WHERE client_id = ANY(tyokyky_same_client({clientId})) AND id < {before} AND status <> {(int)NeedStatus.EnteredInError}
            {SqlParts.If(filter.Status != NeedStatus.Unspecified, $" AND status = {(int)filter.Status}")}{SqlParts.If(filter.Service.Length > 0, $" AND service = {filter.Service}")}
            ORDER BY id DESC LIMIT {limit}
            """,
            Read);

    /// <summary>By municipality and service, where some are unmet.</summary>
    public static Query<UnmetNeedsRow> Unmet(string organisation, UnmetFilter filter, string afterMunicipality, string afterService, int limit) =>
        new(
            $"""
            SELECT municipality, service,
              count(*) FILTER (WHERE status = {(int)NeedStatus.Open}), count(*) FILTER (WHERE status = {(int)NeedStatus.Waiting}), count(*) FILTER (WHERE status = {(int)NeedStatus.Declined}),
              count(*) FILTER (WHERE status = {(int)NeedStatus.NoSuchService}), count(*) FILTER (WHERE status = {(int)NeedStatus.Received}),
              count(DISTINCT coalesce((SELECT p.merged_into FROM client p WHERE p.id = client_id), client_id)) FILTER (WHERE status <> {(int)NeedStatus.Received}), count(*) FILTER (WHERE status = {(int)NeedStatus.NotStarted})
            FROM (
              SELECT municipality, service, client_id, CASE WHEN {filter.IsMasked} AND status_by <> {organisation} AND status = ANY({notStarted}) THEN {(int)NeedStatus.NotStarted} ELSE status END AS status
              FROM service_need
              WHERE organisation = {organisation} AND (municipality, service) > ({afterMunicipality}, {afterService}) AND identified_on BETWEEN {filter.From} AND {filter.To} AND status <> {(int)NeedStatus.EnteredInError}
              {SqlParts.If(filter.Municipality.Length > 0, $" AND municipality = {filter.Municipality}")}{SqlParts.If(filter.Service.Length > 0, $" AND service = {filter.Service}")}
              {SqlParts.If(filter.Programme.Length > 0, $" AND programme = {filter.Programme}")}) seen
            GROUP BY municipality, service HAVING count(*) FILTER (WHERE status <> {(int)NeedStatus.Received}) > 0
            ORDER BY municipality, service LIMIT {limit}
            """,
            row => new UnmetNeedsRow(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8)));

    public static Sql Insert(NeedsAssessment assessment) =>
        $"""
        INSERT INTO needs_assessment (id, client_id, organisation, kind, participants, assessed_on, summary, programme, recorded_at)
        VALUES ({assessment.Id}, {assessment.ClientId}, {assessment.Organisation}, {(int)assessment.Kind}, {assessment.Participants}, {assessment.AssessedOn}, {assessment.Summary}, {assessment.Programme}, {assessment.RecordedAt})
        """;

    public static Sql Insert(ServiceNeed need) =>
        $"""
        INSERT INTO service_need (id, version, assessment_id, client_id, organisation, participants, service, description, status, status_reason, status_by, provider, identified_on, status_since, municipality, programme)
        VALUES ({need.Id}, {need.Version}, {need.AssessmentId}, {need.ClientId}, {need.Organisation}, {need.Participants}, {need.Service}, {need.Description}, {(int)need.Status}, {need.StatusReason}, {need.StatusBy}, {need.Provider}, {need.IdentifiedOn}, {need.StatusSince}, {need.Municipality}, {need.Programme})
        """;

    public static Sql Update(ServiceNeed need) =>
        $"""
        UPDATE service_need SET version = {need.Version}, status = {(int)need.Status}, status_reason = {need.StatusReason}, status_by = {need.StatusBy}, provider = {need.Provider}, status_since = {need.StatusSince}
        WHERE id = {need.Id} AND version = {need.Version - 1}
        """;

    // Who reads several statuses as not started may not tell them apart by asking for one.
    private static Sql HasStatus(NeedFilter filter, string organisation)
    {
        if (filter.Status == NeedStatus.NotStarted)
        {
            return $" AND {filter.IsMasked} AND status = ANY({notStarted}) AND status_by <> {organisation}";
        }

        return $" AND status = {(int)filter.Status}{SqlParts.If(filter.IsMasked && NeedTable.IsNotStarted(filter.Status), $" AND status_by = {organisation}")}";
    }

    private static Sql Client(Guid clientId, DateOnly? withKnownOn, string organisation) =>
        $"client_id = ANY(tyokyky_same_client({clientId})){SqlParts.Either(withKnownOn is not null, $" AND ({organisation} = ANY(participants) OR organisation IN ({KnownOrganisations.Known(clientId, organisation, withKnownOn ?? default)}))", $" AND (organisation = {organisation} OR {organisation} = ANY(participants))")}";

    private static Sql Columns =>
        $"id, version, assessment_id, client_id, organisation, participants, service, description, status, status_reason, status_by, provider, identified_on, status_since, municipality, programme";

    private static NeedsAssessment ReadAssessment(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        ClientId = row.GetGuid(1),
        Organisation = row.GetString(2),
        Kind = (NeedsAssessmentKind)row.GetInt32(3),
        Participants = row.GetFieldValue<string[]>(4),
        AssessedOn = row.GetFieldValue<DateOnly>(5),
        Summary = row.GetString(6),
        Programme = row.GetString(7),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(8),
    };

    private static ServiceNeed Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        AssessmentId = row.GetGuid(2),
        ClientId = row.GetGuid(3),
        Organisation = row.GetString(4),
        Participants = row.GetFieldValue<string[]>(5),
        Service = row.GetString(6),
        Description = row.GetString(7),
        Status = (NeedStatus)row.GetInt32(8),
        StatusReason = row.GetString(9),
        StatusBy = row.GetString(10),
        Provider = row.GetString(11),
        IdentifiedOn = row.GetFieldValue<DateOnly>(12),
        StatusSince = row.GetFieldValue<DateOnly>(13),
        Municipality = row.GetString(14),
        Programme = row.GetString(15),
    };
}

/// <summary>Which needs are listed; masked: for an authority that could sanction.</summary>
internal sealed record NeedFilter(NeedStatus Status, string Service, bool IsMasked);

/// <summary>Which needs are counted.</summary>
internal sealed record UnmetFilter(DateOnly From, DateOnly To, string Municipality, string Service, string Programme, bool IsMasked);

/// <summary>One municipality's needs of one service.</summary>
internal sealed record UnmetNeedsRow(string Municipality, string Service, long Open, long Waiting, long Declined, long NoSuchService, long Received, long Clients, long NotStarted);
