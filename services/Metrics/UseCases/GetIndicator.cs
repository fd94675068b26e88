namespace Tyokyky.Metrics.UseCases;

/// <summary>Counts one indicator for a population.</summary>
[Access(Readers)]
internal sealed class GetIndicator(FigureStore figures, IBusinessClock clock)
{
    public static void Validate(GetIndicatorRequest request, Check check) => check
        .That(IndicatorRegistry.Find(request.Indicator) is not null, "indicator", "UNKNOWN_INDICATOR", "a name that ListIndicators gives")
        .Population(request.Population);

    public async Task<GetIndicatorResponse> Handle(GetIndicatorRequest request, Call call)
    {
        var indicator = IndicatorRegistry.Find(request.Indicator)!;
        RefuseForeignFilters(indicator, request.Population);

        var counted = await figures.CountAsync(Counting.Of(indicator.Name, new Filter(request.Population.ToDomain(), clock.Today)), call.Cancel);

        var response = new GetIndicatorResponse { Indicator = indicator.ToMessage(), Population = request.Population ?? new Proto.Population() };
        response.Figures.AddRange(indicator.FiguresOf(counted.Cells).Select(figure => figure.ToMessage(indicator.Unit)));
        response.AsOf.AddRange(counted.AsOf);
        return response;
    }

    // A filter that the facts know nothing of would silently count everything, or nothing.
    private static void RefuseForeignFilters(Indicator indicator, Proto.Population? population)
    {
        foreach (var filter in indicator.WithoutFilters)
        {
            var value = filter switch
            {
                "municipality" => population?.Municipality,
                "programme" => population?.Programme,
                _ => population?.Organisation,
            };
            if (!string.IsNullOrEmpty(value))
            {
                throw MetricsErrors.FilterNotApplicable(indicator, filter);
            }
        }
    }
}
