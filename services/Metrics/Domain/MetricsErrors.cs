using Tyokyky.ServiceDefaults;

namespace Tyokyky.Metrics.Domain;

/// <summary>How a figure is refused.</summary>
internal static class MetricsErrors
{
    public static DomainException FilterNotApplicable(Indicator indicator, string filter) =>
        new(ErrorKind.InvalidArgument, "FILTER_NOT_APPLICABLE", $"population.{filter} should be empty: the facts of {indicator.Name} know nothing of it.",
            ("field", $"population.{filter}"), ("indicator", indicator.Name))
        {
            FieldViolations = [new FieldViolation($"population.{filter}", "FILTER_NOT_APPLICABLE", "empty for this indicator")],
        };
}
