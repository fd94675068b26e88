using System.Text.Json;
using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Observations for services and law.</summary>
internal static class ObservationStore
{
    public static Query<Observation> ById(Guid id) => new($"SELECT {Columns} FROM observation o WHERE o.id = {id}", Read);

    /// <summary>Those that an organisation made, or those that now wait for it or were answered by it last; the latest day first.</summary>
    public static Query<Observation> Of(string organisation, ObservationFilter filter, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM observation o
            WHERE {SqlParts.Either(filter.Addressed, $"o.addressee_organisation = {organisation} AND o.addressee_organisation <> ''", $"o.organisation = {organisation}")} AND (o.observed_on, o.id) < ({beforeDay}, {beforeId})
            {SqlParts.Either(filter.Status == ObservationStatus.Unspecified, $" AND o.status <> 5", $" AND o.status = {(int)filter.Status}")}
            {SqlParts.If(filter.Kind.Length > 0, $" AND o.kind = {filter.Kind}")}{SqlParts.If(filter.Service.Length > 0, $" AND {filter.Service} = ANY(o.services)")}
            {SqlParts.If(filter.Municipality.Length > 0, $" AND o.municipality = {filter.Municipality}")}{SqlParts.If(filter.LateOn is not null, $" AND o.reply_by < {filter.LateOn}")}
            {SqlParts.If(filter.From is not null, $" AND o.observed_on >= {filter.From}")}{SqlParts.If(filter.To is not null, $" AND o.observed_on <= {filter.To}")}
            ORDER BY o.observed_on DESC, o.id DESC LIMIT {limit}
            """,
            Read);

    public static Query<ObservationTotals> Totals(string organisation, ObservationYear year) =>
        new(
            $"""
            SELECT count(*), count(*) FILTER (WHERE proposal <> ''), count(*) FILTER (WHERE sent_on IS NOT NULL), count(*) FILTER (WHERE replied_on IS NOT NULL),
              coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY replied_on - sent_on), 0)
            FROM observation WHERE {Matching(organisation, year)}
            """,
            row => new ObservationTotals(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt32(4)));

    /// <summary>The observations by every dimension at once, the largest first.</summary>
    public static Query<IReadOnlyList<ObservationTally>> Tally(string organisation, ObservationYear year) =>
        new Query<ObservationTally>(
            $"""
            SELECT d.dimension, d.code, count(*) FROM observation, LATERAL (
              VALUES ('kind', kind), ('municipality', municipality), ('status', status::text)
              UNION SELECT 'service', unnest(services)
              UNION SELECT 'benefit', unnest(benefits)
              UNION SELECT 'addressee', a ->> 'addressee' FROM jsonb_array_elements(addressings) a
              UNION SELECT 'reply', a ->> 'reply' FROM jsonb_array_elements(addressings) a WHERE a ->> 'reply' <> '') AS d (dimension, code)
            WHERE {Matching(organisation, year)}
            GROUP BY d.dimension, d.code ORDER BY d.dimension, count(*) DESC, d.code
            """,
            row => new ObservationTally(row.GetString(0), row.GetString(1), row.GetInt64(2))).All();

    public static Sql Insert(Observation observation) =>
        $"""
        INSERT INTO observation (id, version, organisation, observed_on, kind, services, benefits, law, municipality, programme, description, proposal, status, addressings, addressee_organisation, end_reason, recorded_at)
        VALUES ({observation.Id}, {observation.Version}, {observation.Organisation}, {observation.ObservedOn}, {observation.Details.Kind}, {observation.Details.Services}, {observation.Details.Benefits},
          {observation.Details.Law}, {observation.Details.Municipality}, {observation.Details.Programme}, {observation.Details.Description}, {observation.Details.Proposal}, {(int)observation.Status}, '[]', '', '',
          {observation.RecordedAt})
        """;

    public static Sql Update(Observation observation)
    {
        var last = observation.Addressings.Count > 0 ? observation.Addressings[^1] : null;
        return $"""
            UPDATE observation SET version = {observation.Version}, kind = {observation.Details.Kind}, services = {observation.Details.Services}, benefits = {observation.Details.Benefits}, law = {observation.Details.Law},
              municipality = {observation.Details.Municipality}, programme = {observation.Details.Programme}, description = {observation.Details.Description}, proposal = {observation.Details.Proposal},
              status = {(int)observation.Status}, addressings = {Sql.Json(JsonSerializer.Serialize([.. observation.Addressings], ReferralsJson.Default.ObservationAddressingArray))},
              addressee_organisation = {last?.Organisation ?? ""}, sent_on = {last?.SentOn}, replied_on = {last?.RepliedOn}, reply_by = {observation.ReplyBy}, end_reason = {observation.EndReason}
            WHERE id = {observation.Id} AND version = {observation.Version - 1}
            """;
    }

    private static Sql Matching(string organisation, ObservationYear year) =>
        $"organisation = {organisation} AND observed_on BETWEEN {new DateOnly(year.Year, 1, 1)} AND {new DateOnly(year.Year, 12, 31)} AND status <> 5{SqlParts.If(year.Municipality.Length > 0, $" AND municipality = {year.Municipality}")}{SqlParts.If(year.Programme.Length > 0, $" AND programme = {year.Programme}")}";

    private static Sql Columns =>
        $"o.id, o.version, o.organisation, o.observed_on, o.kind, o.services, o.benefits, o.law, o.municipality, o.programme, o.description, o.proposal, o.status, o.addressings::text, o.end_reason, o.recorded_at";

    private static Observation Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        Organisation = row.GetString(2),
        ObservedOn = row.GetFieldValue<DateOnly>(3),
        Details = new(row.GetString(4), row.GetFieldValue<string[]>(5), row.GetFieldValue<string[]>(6), row.GetString(7), row.GetString(8), row.GetString(9), row.GetString(10), row.GetString(11)),
        Status = (ObservationStatus)row.GetInt32(12),
        Addressings = JsonSerializer.Deserialize(row.GetString(13), ReferralsJson.Default.ObservationAddressingArray)!,
        EndReason = row.GetString(14),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(15),
    };
}

/// <summary>Which observations; unspecified: all but mistakes.</summary>
internal sealed record ObservationFilter(bool Addressed, ObservationStatus Status, DateOnly? From, DateOnly? To, DateOnly? LateOn)
{
    public string Kind { get; init; } = "";

    public string Service { get; init; } = "";

    public string Municipality { get; init; } = "";
}

/// <summary>Which observations are summed up.</summary>
internal sealed record ObservationYear(int Year, string Municipality, string Programme);

/// <summary>Observations, those with a proposal, sent and answered, and the middle time to a reply.</summary>
internal sealed record ObservationTotals(long Observations, long WithProposal, long Sent, long Answered, int MedianDays);

/// <summary>How many observations have one value of one dimension.</summary>
internal sealed record ObservationTally(string Dimension, string Code, long Observations);
