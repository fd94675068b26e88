using Google.Protobuf;
using Shouldly;
using Tyokyky.Contracts.Metrics.V1;
using Xunit;

namespace Tyokyky.Metrics.Tests.Projections;

/// <summary>However facts arrive, the figures are the same.</summary>
public sealed class ArrivalTests(MetricsHost one, OtherHost other) : IClassFixture<MetricsHost>, IClassFixture<OtherHost>
{
    [Fact]
    public async Task Any_order_between_sources_gives_the_same_figures()
    {
        List<IMessage> facts = [.. new RandomCaseload(7, "arrival").Draw(), .. PublishedCaseload.InProgramme("arrival")];
        await ArriveAsync(one, facts, MemorySources.Names);
        await ArriveAsync(other.Host, facts, [.. MemorySources.Names.Reverse()]);

        (await other.Host.AllFiguresAsync(new Population())).ShouldBe(await one.AllFiguresAsync(new Population()));
        (await one.AllFiguresAsync(new Population()))["coaching.persons"].ShouldNotBe(": 0/0 0 persons");
    }

    private static async Task ArriveAsync(MetricsHost host, List<IMessage> facts, string[] sources)
    {
        host.Sources.Hold(MemorySources.Names);
        host.Sources.Append(facts);
        foreach (var source in sources)
        {
            host.Sources.Release(source);
            await host.CountedAsync(source);
        }
    }
}

/// <summary>A second Metrics service beside the first.</summary>
public sealed class OtherHost : IAsyncLifetime
{
    public MetricsHost Host { get; } = new();

    public ValueTask InitializeAsync() => Host.InitializeAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
