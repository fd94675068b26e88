namespace Tyokyky.Metrics.Domain;

/// <summary>How a figure is refused.</summary>
internal static class MetricsErrors
{
    public static DomainException FilterNotApplicable(Indicator indicator, string filter) =>
        DomainException.Field(
            $"population.{filter}", "FILTER_NOT_APPLICABLE", $"empty: the facts of {indicator.Name} know nothing of it", ("indicator", indicator.Name));
}
