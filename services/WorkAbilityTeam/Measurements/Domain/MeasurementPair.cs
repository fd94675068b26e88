namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>A value at the start and a later one, of one scale of one version of an instrument in one case.</summary>
internal sealed record MeasurementPair(ClientMeasurement Baseline, ClientMeasurement Later, string Scale, ValueChange Change)
{
    /// <summary>
    /// Of each version of an instrument the earliest start with each later measurement; different versions are never compared, nor the client's own
    /// assessments with measurements.
    /// </summary>
    public static IEnumerable<MeasurementPair> Of(IEnumerable<ClientMeasurement> measurements, IReadOnlyList<Scale> scales) =>
        from same in measurements.Where(one => one.IsAnswered).GroupBy(one => (one.CaseId, one.Instrument, one.Edition))
        let start = same.Where(one => one.Phase == MeasurementPhase.Start).OrderBy(one => one.EndedOn).ThenBy(one => one.Id).FirstOrDefault()
        where start is not null
        from later in same.Where(one => one.Phase is MeasurementPhase.Interim or MeasurementPhase.End or MeasurementPhase.FollowUp)
            .OrderBy(one => one.EndedOn).ThenBy(one => one.Id)
        from first in start.Values
        from last in later.Values
        where first.Scale == last.Scale
        from scale in scales
        where scale.Code == first.Scale && scale.Instrument == start.Instrument && scale.Edition == start.Edition
        select new MeasurementPair(start, later, scale.Code, scale.Change(first.Hundredths, last.Hundredths));
}
