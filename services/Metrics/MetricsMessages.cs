namespace Tyokyky.Metrics.UseCases;

/// <summary>The metrics' messages.</summary>
internal static class MetricsMessages
{
    public static Proto.Indicator ToMessage(this Indicator indicator) => new()
    {
        Indicator_ = indicator.Name,
        NameFi = indicator.NameFi,
        NameEn = indicator.NameEn,
        Definition = indicator.Definition,
        Numerator = indicator.Numerator,
        Denominator = indicator.Denominator,
        CountRule = indicator.CountRule,
        Facts = { indicator.Facts.Select(fact => $"tyokyky.events.v1.{fact}") },
        Source = indicator.Source,
        Version = indicator.Version,
    };

    public static Proto.Figure ToMessage(this Figure figure, string unit) =>
        new() { Cell = figure.Cell, Numerator = figure.Numerator, Denominator = figure.Denominator, Value = figure.Value, Unit = unit };

    public static Proto.DestinationRow ToMessage(this DestinationRow row) => new()
    {
        Row = row.Row,
        Label = row.Label,
        LabelFi = row.LabelFi,
        Count = row.Count,
        Counted = row.Counted,
        Denominator = row.Denominator,
        DenominatorName = row.DenominatorName,
        Percent = row.Percent,
    };
}
