using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Metrics.Tests;

/// <summary>Whatever a caller puts into a field, it is answered clearly.</summary>
public sealed class HardValueTests(MetricsHost host) : IClassFixture<MetricsHost>
{
    [Fact]
    public async Task Every_hard_value_of_every_field_is_answered_clearly_and_changes_nothing()
    {
        await host.CountedAsync(); // the organisations too, without which every call is refused before its values are read
        var world = new Dictionary<string, object> { ["indicator"] = "contacts.all", ["municipality"] = "698" };
        var walk = new HardValueWalk(host.Services, new ContractRequests(world, FinnishTime.DayOf(host.Now)), host.Database);

        await walk.ExpectClearAnswersAsync([new("somebody", Roles.Any, role => host.As(role))]);
    }
}
