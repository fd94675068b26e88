using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EmployerRelations.Tests;

/// <summary>Whatever a caller puts into a field, it is answered clearly.</summary>
public sealed class HardValueTests(EmployersHost host) : IClassFixture<EmployersHost>
{
    [Fact]
    public async Task Every_hard_value_of_every_field_is_answered_clearly_and_changes_nothing()
    {
        var world = await EmployersWorld.MakeAsync(host);

        await new HardValueWalk(host.Services, world.Requests, host.Database).ExpectClearAnswersAsync([world.Party]);
    }
}
