using Google.Protobuf;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;
using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.Metrics.Tests;

/// <summary>The Metrics service, with the logs of its four sources in the test's hand.</summary>
public sealed class MetricsHost() : ServiceHost<Program>("metrics")
{
    public MemorySources Sources { get; } = new();

    public IndicatorsService.IndicatorsServiceClient Indicators => new(As(Role.Analyst));

    public ReportsService.ReportsServiceClient Reports => new(As(Role.Manager));

    public OperationsService.OperationsServiceClient Operations => new(As(Role.Operator));

    /// <summary>Appends facts to their sources and waits until all are counted.</summary>
    public Task FeedAsync(IEnumerable<IMessage> facts)
    {
        Sources.Append(facts);
        return CountedAsync();
    }

    /// <summary>The same for merges and splits of clients, each on its day.</summary>
    public Task FeedAsync(IEnumerable<(DateOnly Day, IMessage Fact)> merges)
    {
        foreach (var (day, fact) in merges)
        {
            Sources.Append([fact], day);
        }

        return CountedAsync();
    }

    /// <summary>Waits until every fact of every source (or of one) is counted.</summary>
    public Task CountedAsync(string? source = null) => Eventually.Holds(
        async () =>
        {
            var asOf = (await Indicators.GetIndicatorAsync(new GetIndicatorRequest { Indicator = "contacts.all" })).AsOf;
            return Sources.Heads.Where(head => source is null || head.Key == source).All(head => asOf.Any(position => position.Source == head.Key && position.Position == head.Value));
        },
        "every fact is counted",
        seconds: 60);

    /// <summary>Every indicator's figures for a population, as text.</summary>
    public async Task<Dictionary<string, string>> AllFiguresAsync(Population population)
    {
        var all = new Dictionary<string, string>();
        foreach (var indicator in (await Indicators.ListIndicatorsAsync(new ListIndicatorsRequest())).Indicators)
        {
            var asked = new Population(population);
            if (indicator.Indicator_.StartsWith("employers.", StringComparison.Ordinal) || indicator.Indicator_.StartsWith("openings.", StringComparison.Ordinal))
            {
                asked.Programme = "";
            }

            if (indicator.Indicator_.StartsWith("openings.", StringComparison.Ordinal))
            {
                asked.Organisation = "";
            }

            var answer = await Indicators.GetIndicatorAsync(new GetIndicatorRequest { Indicator = indicator.Indicator_, Population = asked });
            all[indicator.Indicator_] = string.Join('\n', answer.Figures.Select(figure => $"{figure.Cell}: {figure.Numerator}/{figure.Denominator} {figure.Value} {figure.Unit}"));
        }

        return all;
    }

    protected override void Configure(IDictionary<string, string> settings) => settings["EventLog:FeedIntervalWithoutBroker"] = "00:00:00.02";

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<GrpcClientFactory>(Sources);
}
