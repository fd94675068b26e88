namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>What is told of measurements: that there is one, and how far a pair is apart; never a value.</summary>
internal static class MeasurementFacts
{
    /// <summary>What the change from before to now tells.</summary>
    public static IEnumerable<IMessage> Between(ClientMeasurement? before, ClientMeasurement now)
    {
        var facets = Facets(now);
        if (before is null && now.State == MeasurementState.Planned)
        {
            yield return new MeasurementPlanned { Measurement = facets, DueOn = now.DueOn.ToDate() };
        }

        if (before is { FellDue: false } && now.FellDue && now.Attempts.Count == before.Attempts.Count)
        {
            yield return new MeasurementFellDue { Measurement = facets, DueOn = now.DueOn.ToDate() };
        }

        if (before is not null && now.Attempts.Count > before.Attempts.Count)
        {
            yield return new MeasurementAttempted
            {
                Measurement = facets,
                Attempt = now.Attempts.Count,
                Reached = now.Attempts[^1].Reached,
                OnDay = now.Attempts[^1].On.ToDate(),
            };
        }

        if (before?.State != now.State && now.State is not (MeasurementState.Planned or MeasurementState.Asked))
        {
            yield return new MeasurementEnded
            {
                Measurement = facets,
                State = StateCode.Of(now.State),
                Rater = now.IsAnswered ? StateCode.Of(now.Rater) : "",
                OnDay = (now.EndedOn ?? now.LastDay).ToDate(),
            };
        }
    }

    public static MeasurementChanged Changed(MeasurementPair pair) => new()
    {
        Measurement = Facets(pair.Later),
        BaselineMeasurementId = pair.Baseline.Id.ToString(),
        Scale = pair.Scale,
        ChangeTenths = pair.Change.ChangeTenths,
        Direction = StateCode.Of(pair.Change.Direction),
        Reliable = pair.Change.IsReliable,
    };

    private static MeasurementFacets Facets(ClientMeasurement measurement) => new()
    {
        MeasurementId = measurement.Id.ToString(),
        Client = measurement.Client.Facets(),
        Organisation = measurement.Organisation,
        CaseId = measurement.CaseId.ToString(),
        Instrument = measurement.Instrument,
        Version = measurement.Edition,
        Phase = StateCode.Of(measurement.Phase),
    };
}
