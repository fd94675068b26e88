using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests;

/// <summary>Whoever is nothing to an object is refused and learns nothing, whichever RPC and whichever kind of stranger.</summary>
public sealed class RelationTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task Every_RPC_refuses_every_kind_of_stranger_and_tells_them_nothing()
    {
        var world = new World(host);
        await world.MakeAsync();
        var walk = new StrangerWalk(Access.Table, new ContractRequests(world.Values, FinnishTime.DayOf(host.Now)), [.. world.Secrets], "UNKNOWN_PROPOSAL");

        await walk.ExpectValidAsync([.. world.Parties]);

        var other = await host.SubmittedAsync(receiver: Stranger);
        await host.StrangerReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = other.Tasks[0].TaskId });
        await walk.ExpectStrangersLearnNothingAsync(
        [
            new("another organisation", ~(Role.Client | Role.Operator), role => host.As(role, World.Elsewhere, "me")),
            new("the receiver of another referral", ~(Role.Client | Role.Operator), role => host.As(role, Stranger, "me")),
            new("a worker whose days are over", ~(Role.Client | Role.Operator), role => host.As(role, World.Former, "former")),
            new("another client", Role.Client, role => host.As(role, City, "person", other.ClientId)),
            new("another client of two ids", Role.Client, role => host.As(role, City, "person", world.MergedClient)),
            new("a client of an id that nobody has", Role.Client, role => host.As(role, City, "person", Guid.NewGuid().ToString())),
        ],
        // A client confirms an employer's contact without saying which client it is: as asked here, it is refused before access.
        "ListOwnRecords", "ListReferrals", "ListScreenings", "ListServiceNeeds", "SubmitOwnReferral", "ConfirmEmployerContact");
    }
}
