using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Metrics.Tests;

/// <summary>Figures need a role; whoever needs a relation and has none is refused and learns nothing.</summary>
public sealed class RelationTests(MetricsHost host) : IClassFixture<MetricsHost>
{
    [Fact]
    public async Task Every_RPC_answers_its_parties_and_tells_a_stranger_nothing()
    {
        var world = new Dictionary<string, object> { ["indicator"] = "contacts.all", ["municipality"] = "698" };
        var walk = new StrangerWalk(Access.Table, new ContractRequests(world, FinnishTime.DayOf(host.Now)), []);

        await walk.ExpectValidAsync([new("somebody", Roles.Any, role => host.As(role))]);
        await walk.ExpectStrangersLearnNothingAsync([new("another organisation", Roles.Any, role => host.As(role, "0000005-1"))]);
    }
}
