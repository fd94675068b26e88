using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Measurements with what their instrument's rows say.</summary>
[Row<ClientMeasurement>("measurement", Alias = "m", Skip = ["Rules"],
    Columns = ["Values=scores"],
    Json = ["Attempts", "Values"], JsonContext = typeof(MeasurementJson),
    Fixed = ["Client", "Organisation", "CaseId", "Instrument", "Edition", "Phase", "GoalIds", "PlannedOn"])]
[Row<InstrumentVersion>(Alias = "i", Skip = ["Scales"], Columns = ["Code=instrument", "Edition=version"])]
[Row<Scale>(Alias = "c", Columns = ["Edition=version", "Code=scale"])]
[Row<CountedChanges>]
[Row<ExtractedValue>]
internal static partial class MeasurementStore
{
    /// <summary>To be changed, with its instrument.</summary>
    public static AggregateQuery<ClientMeasurement> Whole(Guid id) => Aggregate.Of("measurement", id, ById(id), InstrumentOf(id), ScalesOf(id), With);

    public static ClientMeasurement With(ClientMeasurement measurement, InstrumentVersion instrument, IReadOnlyList<Scale> scales) =>
        measurement with { Rules = instrument with { Scales = scales } };

    public static Query<ClientMeasurement> ById(Guid id) =>
        new($"SELECT {ClientMeasurementRow.Columns} FROM measurement m WHERE m.id = {id}", ClientMeasurementRow.Read);

    public static Query<InstrumentVersion> InstrumentOf(Guid measurementId) =>
        new(
            $"""
            SELECT {InstrumentVersionRow.Columns} FROM measurement m JOIN instrument i ON i.instrument = m.instrument AND i.version = m.edition
            WHERE m.id = {measurementId}
            """,
            InstrumentVersionRow.Read);

    public static Query<IReadOnlyList<Scale>> ScalesOf(Guid measurementId) =>
        new Query<Scale>(
            $"""
            SELECT {ScaleRow.Columns} FROM measurement m JOIN instrument_scale c ON c.instrument = m.instrument AND c.version = m.edition
            WHERE m.id = {measurementId} ORDER BY c.scale
            """,
            ScaleRow.Read).All();

    /// <summary>A version (empty: whichever) in use on the day, the newest first.</summary>
    public static Query<InstrumentVersion> InUse(string instrument, string edition, DateOnly day) =>
        new(
            $"""
            SELECT {InstrumentVersionRow.Columns} FROM instrument i
            WHERE i.instrument = {instrument} AND ({edition} = '' OR i.version = {edition})
              AND i.valid_from <= {day} AND (i.valid_to IS NULL OR i.valid_to >= {day})
            ORDER BY i.valid_from DESC, i.version DESC LIMIT 1
            """,
            InstrumentVersionRow.Read);

    public static Query<IReadOnlyList<InstrumentVersion>> InUse(DateOnly day) =>
        new Query<InstrumentVersion>(
            $"""
            SELECT {InstrumentVersionRow.Columns} FROM instrument i WHERE i.valid_from <= {day} AND (i.valid_to IS NULL OR i.valid_to >= {day})
            ORDER BY i.instrument, i.version
            """,
            InstrumentVersionRow.Read).All();

    /// <summary>Every scale there is: they are few.</summary>
    public static Query<IReadOnlyList<Scale>> Scales() =>
        new Query<Scale>($"SELECT {ScaleRow.Columns} FROM instrument_scale c ORDER BY c.instrument, c.version, c.scale", ScaleRow.Read).All();

    /// <summary>Newest first; of an organisation, or of every one (null) for the client.</summary>
    public static Query<ClientMeasurement> Of(string? organisation, MeasurementFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {ClientMeasurementRow.Columns} FROM measurement m
            WHERE m.id < {before}{SqlParts.If(organisation is not null, $" AND m.organisation = {organisation}")}
            {SqlParts.If(filter.ClientId is not null, $" AND m.client_id = ANY(tyokyky_same_client({filter.ClientId}))")}
            {SqlParts.If(filter.CaseId is not null, $" AND m.case_id = {filter.CaseId}")}
            {SqlParts.Either(
                filter.State == MeasurementState.Unspecified,
                $" AND m.state <> {(int)MeasurementState.EnteredInError}",
                $" AND m.state = {(int)filter.State}")}
            ORDER BY m.id DESC LIMIT {limit}
            """,
            ClientMeasurementRow.Read);

    /// <summary>Of which somebody has to do something by that day, the earliest first.</summary>
    public static Query<ClientMeasurement> Due(string organisation, string owner, DateOnly day, (DateOnly Day, Guid Id) after, int limit) =>
        new(
            $"""
            SELECT {ClientMeasurementRow.Columns} FROM measurement m
            WHERE m.organisation = {organisation} AND m.next_attempt_on <= {day} AND (m.next_attempt_on, m.id) > ({after.Day}, {after.Id})
            {SqlParts.If(owner.Length > 0, $" AND m.owner = {owner}")} ORDER BY m.next_attempt_on, m.id LIMIT {limit}
            """,
            ClientMeasurementRow.Read);

    public static Query<IReadOnlyList<ClientMeasurement>> AnsweredIn(Guid caseId) =>
        new Query<ClientMeasurement>(
            $"""
            SELECT {ClientMeasurementRow.Columns} FROM measurement m
            WHERE m.case_id = {caseId} AND m.state = {(int)MeasurementState.Answered} ORDER BY m.id
            """,
            ClientMeasurementRow.Read).All();

    /// <summary>Of each case the earliest start and the latest value after it, counted by scale.</summary>
    public static Query<CountedChanges> Changes(string organisation, DateOnly from, DateOnly to, (string, string, string) after, int limit) =>
        new(
            $"""
            WITH start AS (
              SELECT DISTINCT ON (m.case_id, m.instrument, m.edition) m.case_id, m.instrument, m.edition, m.scores FROM measurement m
              WHERE m.organisation = {organisation} AND m.state = 3 AND m.phase = {(int)MeasurementPhase.Start} AND m.ended_on BETWEEN {from} AND {to}
              ORDER BY m.case_id, m.instrument, m.edition, m.ended_on, m.id),
            pair AS (
              SELECT c.instrument, c.version, c.scale, c.threshold_hundredths, (c.max_hundredths - c.min_hundredths)::numeric AS width,
                CASE WHEN c.higher_is_better THEN 1 ELSE -1 END * (l.hundredths - (v ->> 'hundredths')::int) AS better
              FROM start s CROSS JOIN LATERAL jsonb_array_elements(s.scores) v
              JOIN instrument_scale c ON c.instrument = s.instrument AND c.version = s.edition AND c.scale = v ->> 'scale'
              LEFT JOIN LATERAL (
                SELECT (w ->> 'hundredths')::int AS hundredths FROM measurement m CROSS JOIN LATERAL jsonb_array_elements(m.scores) w
                WHERE m.case_id = s.case_id AND m.instrument = s.instrument AND m.edition = s.edition AND m.state = 3 AND m.phase IN (2, 3, 4)
                  AND w ->> 'scale' = v ->> 'scale'
                ORDER BY m.ended_on DESC, m.id DESC LIMIT 1) l ON true
              WHERE (c.instrument, c.version, c.scale) > ({after.Item1}, {after.Item2}, {after.Item3}))
            SELECT instrument, version, scale, count(*), count(better), count(*) FILTER (WHERE better >= threshold_hundredths),
              count(*) FILTER (WHERE abs(better) < threshold_hundredths), count(*) FILTER (WHERE better <= -threshold_hundredths),
              coalesce(round(avg(1000 * better / width)), 0)::bigint
            FROM pair GROUP BY instrument, version, scale ORDER BY instrument, version, scale LIMIT {limit}
            """,
            CountedChangesRow.Read);

    /// <summary>Values of those whose research consent holds on the day.</summary>
    public static Query<ExtractedValue> Consented(
        string organisation, (DateOnly From, DateOnly To, string Instrument) filter, DateOnly today, (Guid Id, string Scale) after, int limit) =>
        new(
            $"""
            SELECT m.id, m.client_id, k.pseudonym, m.age_band, m.phase, m.rater, m.ended_on, (v ->> 'hundredths')::int,
              c.instrument, c.version, c.scale, c.min_hundredths, c.max_hundredths, c.higher_is_better, c.threshold_hundredths, c.sd_hundredths,
              c.reliability, c.source
            FROM measurement m
            JOIN research_consent k ON k.client_id = ANY(tyokyky_same_client(m.client_id)) AND k.organisation = m.organisation
              AND k.withdrawn_on IS NULL AND k.given_on <= {today}
            CROSS JOIN LATERAL jsonb_array_elements(m.scores) v
            JOIN instrument_scale c ON c.instrument = m.instrument AND c.version = m.edition AND c.scale = v ->> 'scale'
            WHERE m.organisation = {organisation} AND m.state = 3 AND m.id >= {after.Id} AND (m.id, c.scale) > ({after.Id}, {after.Scale})
              AND m.ended_on BETWEEN {filter.From} AND {filter.To}
              {SqlParts.If(filter.Instrument.Length > 0, $" AND m.instrument = {filter.Instrument}")}
            ORDER BY m.id, c.scale LIMIT {limit}
            """,
            ExtractedValueRow.Read);
}

/// <summary>Which measurements.</summary>
internal sealed record MeasurementFilter(Guid? ClientId, Guid? CaseId, MeasurementState State);

/// <summary>One scale's pairs of an organisation.</summary>
internal sealed record CountedChanges(
    string Instrument, string Edition, string Scale, long Starts, long Pairs, long Improved, long Unchanged, long Worsened, long MeanTenths);

/// <summary>A value as an extract shows it.</summary>
internal sealed record ExtractedValue(
    Guid Id, Guid ClientId, Guid Pseudonym, AgeBand AgeBand, MeasurementPhase Phase, Rater Rater, DateOnly AnsweredOn, int Hundredths, Scale Scale);
