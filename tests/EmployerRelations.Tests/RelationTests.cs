using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EmployerRelations.Tests;

/// <summary>Employers are known to everybody who works with them; whoever needs a relation and has none is refused and learns nothing.</summary>
public sealed class RelationTests(EmployersHost host) : IClassFixture<EmployersHost>
{
    [Fact]
    public async Task Every_RPC_answers_its_parties_and_tells_a_stranger_nothing()
    {
        var world = await EmployersWorld.MakeAsync(host);
        var walk = new StrangerWalk(Access.Table, world.Requests, []);

        await walk.ExpectValidAsync([world.Party]);
        await walk.ExpectStrangersLearnNothingAsync([new("another organisation", Roles.Any, role => host.As(role, "0000005-1"))]);
    }
}
