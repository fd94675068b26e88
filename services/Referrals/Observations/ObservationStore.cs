namespace Tyokyky.Referrals.Observations;

/// <summary>Observations for services and law.</summary>
[Row<Observation>("observation", Alias = "o", Json = ["Addressings"], JsonContext = typeof(ObservationsJson),
    Columns =
    [
        "Details.Kind=kind", "Details.Services=services", "Details.Benefits=benefits", "Details.Law=law", "Details.Municipality=municipality",
        "Details.Programme=programme", "Details.Description=description", "Details.Proposal=proposal",
    ],
    Derived = ["AddresseeOrganisation", "SentOn", "RepliedOn"], Fixed = ["Organisation", "ObservedOn", "RecordedAt"])]
[Row<ObservationTotals>]
[Row<ObservationTally>]
internal static partial class ObservationStore
{
    /// <summary>To be changed.</summary>
    public static AggregateQuery<Observation> Whole(Guid id) => Aggregate.Of("observation", id, ById(id));

    public static Query<Observation> ById(Guid id) => new($"SELECT {ObservationRow.Columns} FROM observation o WHERE o.id = {id}", ObservationRow.Read);

    /// <summary>Those that an organisation made, or those that now wait for it or were answered by it last; the latest day first.</summary>
    public static Query<Observation> Of(string organisation, ObservationFilter filter, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {ObservationRow.Columns} FROM observation o
            WHERE {SqlParts.Either(
                filter.Addressed,
                $"o.addressee_organisation = {organisation} AND o.addressee_organisation <> ''",
                $"o.organisation = {organisation}")}
              AND (o.observed_on, o.id) < ({beforeDay}, {beforeId})
              AND {SqlParts.Either(
                  filter.Status == ObservationStatus.Unspecified,
                  $"o.status <> {(int)ObservationStatus.EnteredInError}",
                  $"o.status = {(int)filter.Status}")}
            {SqlParts.If(filter.Kind.Length > 0, $" AND o.kind = {filter.Kind}")}
            {SqlParts.If(filter.Service.Length > 0, $" AND {filter.Service} = ANY(o.services)")}
            {SqlParts.If(filter.Municipality.Length > 0, $" AND o.municipality = {filter.Municipality}")}
            {SqlParts.If(filter.LateOn is not null, $" AND o.reply_by < {filter.LateOn}")}
            {SqlParts.If(filter.From is not null, $" AND o.observed_on >= {filter.From}")}
            {SqlParts.If(filter.To is not null, $" AND o.observed_on <= {filter.To}")}
            ORDER BY o.observed_on DESC, o.id DESC LIMIT {limit}
            """,
            ObservationRow.Read);

    public static Query<ObservationTotals> Totals(string organisation, ObservationYear year) =>
        new(
            $"""
            SELECT count(*), count(*) FILTER (WHERE proposal <> ''), count(*) FILTER (WHERE sent_on IS NOT NULL),
              count(*) FILTER (WHERE replied_on IS NOT NULL),
              coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY replied_on - sent_on), 0)
            FROM observation WHERE {Matching(organisation, year)}
            """,
            ObservationTotalsRow.Read);

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
            ObservationTallyRow.Read).All();

    private static Sql Matching(string organisation, ObservationYear year) =>
        $"""
        organisation = {organisation} AND observed_on BETWEEN {new DateOnly(year.Year, 1, 1)} AND {new DateOnly(year.Year, 12, 31)}
          AND status <> {(int)ObservationStatus.EnteredInError}
          {SqlParts.If(year.Municipality.Length > 0, $" AND municipality = {year.Municipality}")}
          {SqlParts.If(year.Programme.Length > 0, $" AND programme = {year.Programme}")}
        """;
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
