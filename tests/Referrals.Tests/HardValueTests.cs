using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests;

/// <summary>Whatever a caller puts into a field, it is answered clearly.</summary>
public sealed class HardValueTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task Every_hard_value_of_every_field_is_answered_clearly_and_changes_nothing()
    {
        var world = new World(host);
        await world.MakeAsync();
        var walk = new HardValueWalk(host.Services, new ContractRequests(world.Values, FinnishTime.DayOf(host.Now)), host.Database, "UNKNOWN_PROPOSAL");

        await walk.ExpectClearAnswersAsync([.. world.Parties]);
    }
}
