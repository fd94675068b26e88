namespace Tyokyky.Metrics.UseCases;

/// <summary>Lists the registry.</summary>
[Access(Readers)]
internal sealed class ListIndicators
{
    private readonly ListIndicatorsResponse response = new() { Indicators = { IndicatorRegistry.All.Select(indicator => indicator.ToMessage()) } };

    public Task<ListIndicatorsResponse> Handle(ListIndicatorsRequest request, Call call) => Task.FromResult(response);
}
