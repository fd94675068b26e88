using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

/// <summary>Ids that Referrals found to be one client are one client here, until it takes that back.</summary>
public sealed class MergedClientTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task A_list_by_client_has_what_stands_under_either_id()
    {
        var (one, other) = (await host.OpenedAsync(), await host.OpenedAsync());
        var merge = new ClientsMerged { MergeId = CoachingHost.Id(), KeptClientId = one.ClientId, MergedClientId = other.ClientId };

        host.Sources.Tell("referrals", merge, one.ClientId, other.ClientId);
        await Eventually.Holds(async () => await CountAsync(one.ClientId) == 2, "the merge is known");
        (await CountAsync(other.ClientId)).ShouldBe(2);

        host.Sources.Tell("referrals", new ClientsSplit { MergeId = merge.MergeId, KeptClientId = one.ClientId, MergedClientId = other.ClientId }, one.ClientId, other.ClientId);
        await Eventually.Holds(async () => await CountAsync(one.ClientId) == 1, "the split is known");
    }

    private async Task<int> CountAsync(string clientId) => (await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { ClientId = clientId })).Coachings.Count;
}
