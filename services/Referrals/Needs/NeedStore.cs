using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Needs;

/// <summary>Needs assessments and their needs.</summary>
[Row<NeedsAssessment>("needs_assessment", Skip = ["Needs"])]
[Row<ServiceNeed>("service_need", Skip = ["IsMasked"],
    Fixed = ["AssessmentId", "ClientId", "Organisation", "Participants", "Service", "Description", "IdentifiedOn", "Municipality", "Programme"])]
[Row<UnmetCounts>]
internal static partial class NeedStore
{
    private static readonly int[] notStarted = [(int)NeedStatus.Open, (int)NeedStatus.Declined, (int)NeedStatus.NoSuchService];

    public static Query<NeedsAssessment> Assessment(Guid id) =>
        new($"SELECT {NeedsAssessmentRow.Columns} FROM needs_assessment WHERE id = {id}", NeedsAssessmentRow.Read);

    public static Query<IReadOnlyList<ServiceNeed>> NeedsOf(Guid assessmentId) =>
        new Query<ServiceNeed>(
            $"SELECT {ServiceNeedRow.Columns} FROM service_need WHERE assessment_id = {assessmentId} ORDER BY id", ServiceNeedRow.Read).All();

    /// <summary>To be changed, as the organisation reads it.</summary>
    public static AggregateQuery<ServiceNeed> Whole(Guid id, string reader, bool canSanction) => Aggregate.Of(
        "need",
        id,
        new Query<ServiceNeed>(
            $"SELECT {ServiceNeedRow.Columns} FROM service_need WHERE id = {id}",
            row => ServiceNeedRow.Read(row).ReadBy(reader, canSanction)));

    /// <summary>
    /// Newest first; a client's are those that the organisation recorded or took part in, and with a day those of organisations that it knows of then.
    /// </summary>
    public static Query<ServiceNeed> Of(string organisation, Guid? clientId, DateOnly? withKnownOn, NeedFilter filter, Guid before, int limit)
    {
        Sql whose = clientId is { } client ? Client(client, withKnownOn, organisation) : $"organisation = {organisation}";
        return new(
            $"""
            SELECT {ServiceNeedRow.Columns} FROM service_need WHERE {whose} AND id < {before}
            {SqlParts.If(filter.Status != NeedStatus.Unspecified, HasStatus(filter, organisation))}
            {SqlParts.If(filter.Service.Length > 0, $" AND service = {filter.Service}")}
            ORDER BY id DESC LIMIT {limit}
            """,
            ServiceNeedRow.Read);
    }

    /// <summary>The client's own, of every organisation, newest first.</summary>
    public static Query<ServiceNeed> OfClient(Guid clientId, NeedFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {ServiceNeedRow.Columns} FROM service_need
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND id < {before} AND status <> {(int)NeedStatus.EnteredInError}
            {SqlParts.If(filter.Status != NeedStatus.Unspecified, $" AND status = {(int)filter.Status}")}
            {SqlParts.If(filter.Service.Length > 0, $" AND service = {filter.Service}")}
            ORDER BY id DESC LIMIT {limit}
            """,
            ServiceNeedRow.Read);

    /// <summary>By municipality and service, where some are unmet.</summary>
    public static Query<UnmetCounts> Unmet(string organisation, UnmetFilter filter, string afterMunicipality, string afterService, int limit) =>
        new(
            $"""
            SELECT municipality, service,
              count(*) FILTER (WHERE status = {(int)NeedStatus.Open}), count(*) FILTER (WHERE status = {(int)NeedStatus.Waiting}),
              count(*) FILTER (WHERE status = {(int)NeedStatus.Declined}), count(*) FILTER (WHERE status = {(int)NeedStatus.NoSuchService}),
              count(*) FILTER (WHERE status = {(int)NeedStatus.Received}),
              count(DISTINCT coalesce((SELECT p.merged_into FROM client p WHERE p.id = client_id), client_id))
                FILTER (WHERE status <> {(int)NeedStatus.Received}),
              count(*) FILTER (WHERE status = {(int)NeedStatus.NotStarted})
            FROM (
              SELECT municipality, service, client_id,
                CASE WHEN {filter.IsMasked} AND status_by <> {organisation} AND status = ANY({notStarted}) THEN {(int)NeedStatus.NotStarted}
                  ELSE status END AS status
              FROM service_need
              WHERE organisation = {organisation} AND (municipality, service) > ({afterMunicipality}, {afterService})
                AND identified_on BETWEEN {filter.From} AND {filter.To} AND status <> {(int)NeedStatus.EnteredInError}
              {SqlParts.If(filter.Municipality.Length > 0, $" AND municipality = {filter.Municipality}")}
              {SqlParts.If(filter.Service.Length > 0, $" AND service = {filter.Service}")}
              {SqlParts.If(filter.Programme.Length > 0, $" AND programme = {filter.Programme}")}) seen
            GROUP BY municipality, service HAVING count(*) FILTER (WHERE status <> {(int)NeedStatus.Received}) > 0
            ORDER BY municipality, service LIMIT {limit}
            """,
            UnmetCountsRow.Read);

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
}

/// <summary>Which needs are listed; masked: for an authority that could sanction.</summary>
internal sealed record NeedFilter(NeedStatus Status, string Service, bool IsMasked);

/// <summary>Which needs are counted.</summary>
internal sealed record UnmetFilter(DateOnly From, DateOnly To, string Municipality, string Service, string Programme, bool IsMasked);

/// <summary>One municipality's needs of one service.</summary>
internal sealed record UnmetCounts(
    string Municipality, string Service, long Open, long Waiting, long Declined, long NoSuchService, long Received, long Clients, long NotStarted);
