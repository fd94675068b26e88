using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

/// <summary>Ids that Referrals found to be one client are one client here, until it takes that back.</summary>
public sealed class MergedClientTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_clients_token_and_lists_by_client_reach_what_stands_under_either_id()
    {
        var (one, other) = (await WrittenAsync(), await WrittenAsync());
        await ReadsAsClient(one.ClientId, other).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        var merge = await MergeAsync(one.ClientId, other.ClientId);
        foreach (var id in new[] { one.ClientId, other.ClientId })
        {
            (await host.Cases.ListCasesAsync(new ListCasesRequest { ClientId = id })).Cases.Count.ShouldBe(2);
            (await ReadsAsClient(id, one)).Plan.PlanId.ShouldBe(one.PlanId);
            (await ReadsAsClient(id, other)).Plan.PlanId.ShouldBe(other.PlanId);
        }

        await AsClient(one.ClientId).RecordClientAnswerAsync(new RecordClientAnswerRequest { PlanId = other.PlanId, Version = 1, Answer = ClientAnswer.Accepted });

        await SplitAsync(merge);
        await ReadsAsClient(one.ClientId, other).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await host.Cases.ListCasesAsync(new ListCasesRequest { ClientId = one.ClientId })).Cases.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_permission_and_a_prohibition_hold_for_the_plan_whichever_id_they_were_given_under()
    {
        var plan = await WrittenAsync();
        var (other, third) = (TeamHost.Id(), TeamHost.Id());
        Grant(other, "consent");
        var merge = await MergeAsync(plan.ClientId, other);
        (await Reads(plan)).Plan.PlanId.ShouldBe(plan.PlanId);

        Grant(third, "prohibition");
        await MergeAsync(other, third);
        await Reads(plan).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        await SplitAsync(merge);
        await Reads(plan).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        Grant(plan.ClientId, "consent");
        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>($"SELECT count(*) FROM permission WHERE client_id = '{plan.ClientId}'") == 1, "the permission is known");
        (await Reads(plan)).Plan.PlanId.ShouldBe(plan.PlanId);
    }

    [Fact]
    public async Task Who_is_whom_rebuilt_from_the_facts_is_what_was_known()
    {
        var (one, two, three) = (TeamHost.Id(), TeamHost.Id(), TeamHost.Id());
        var merge = await MergeAsync(one, two);
        await MergeAsync(two, three);
        await SplitAsync(merge);
        var operations = new OperationsService.OperationsServiceClient(host.As(Role.Operator));

        var verified = await operations.VerifyProjectionAsync(new VerifyProjectionRequest { Projection = "clients" });

        (verified.Done, verified.Equal).ShouldBe((true, true));
        await operations.RebuildProjectionAsync(new RebuildProjectionRequest { Projection = "clients", Reason = "test" });
        (await SameAsync(two, three), await SameAsync(one, two)).ShouldBe((true, false));
    }

    private async Task<Plan> WrittenAsync() => (await host.Plans.WritePlanAsync(TeamHost.NewPlan(await host.OpenedAsync()))).Plan;

    private PlansService.PlansServiceClient AsClient(string clientId) => new(host.As(Role.Client, TeamHost.City, "person-" + clientId, clientId));

    private AsyncUnaryCall<GetPlanResponse> ReadsAsClient(string clientId, Plan plan) => AsClient(clientId).GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId });

    private AsyncUnaryCall<GetPlanResponse> Reads(Plan plan) =>
        new PlansService.PlansServiceClient(host.As(Role.Coach, TeamHost.Stranger)).GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId });

    private void Grant(string clientId, string kind) => host.Sources.Tell(
        "referrals",
        new PermissionGranted
        {
            PermissionId = TeamHost.Id(),
            ClientId = clientId,
            Kind = kind,
            Scope = "all",
            FromOrganisation = TeamHost.County,
            ToOrganisation = TeamHost.Stranger,
            ValidFrom = TeamHost.Today,
        },
        clientId);

    private async Task<ClientsMerged> MergeAsync(string kept, string merged)
    {
        var merge = new ClientsMerged { MergeId = TeamHost.Id(), KeptClientId = kept, MergedClientId = merged };
        host.Sources.Tell("referrals", merge, kept, merged);
        await Eventually.Holds(() => SameAsync(kept, merged), "the merge is known");
        return merge;
    }

    private async Task SplitAsync(ClientsMerged merge)
    {
        host.Sources.Tell("referrals", new ClientsSplit { MergeId = merge.MergeId, KeptClientId = merge.KeptClientId, MergedClientId = merge.MergedClientId }, merge.KeptClientId, merge.MergedClientId);
        await Eventually.Holds(async () => !await SameAsync(merge.KeptClientId, merge.MergedClientId), "the split is known");
    }

    private Task<bool> SameAsync(string one, string other) => host.Database.ScalarAsync<bool>($"SELECT '{other}' = ANY(tyokyky_same_client('{one}'))");
}
