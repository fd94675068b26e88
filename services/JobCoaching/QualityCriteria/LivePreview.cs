namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>What operations tell of a set's items now, in one round trip.</summary>
internal sealed class LivePreview(Database database)
{
    public async Task<IReadOnlyDictionary<string, Measured>> MeasureAsync(string organisation, Period period, string model, CancellationToken cancel)
    {
        var (counted, time, windows) = await database.ManyAsync(
            PreviewStore.Count(organisation, period, model, Measures.CompetitiveHours(period.To)),
            PreviewStore.Time(organisation, period, Measures.TimeKinds("log-review", period.To)),
            PreviewStore.Windows(organisation, period, model),
            cancel);
        return Measures.Of(counted!, time!, windows!, period);
    }
}
