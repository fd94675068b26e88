using Microsoft.Extensions.DependencyInjection;
using Tyokyky.TestKit;

namespace Tyokyky.Referrals.Tests;

/// <summary>The Referrals service that hears of the team and of coaching.</summary>
public sealed class PathwayHost : ReferralsHost
{
    private FactSources sources = null!;

    public FactSources Sources => sources;

    public override async ValueTask InitializeAsync()
    {
        sources = await FactSources.StartAsync(["team", "coaching"]);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await sources.DisposeAsync();
    }

    protected override void Configure(IDictionary<string, string> settings) => sources.Configure(settings);

    protected override void ConfigureServices(IServiceCollection services) => sources.Configure(services);
}
