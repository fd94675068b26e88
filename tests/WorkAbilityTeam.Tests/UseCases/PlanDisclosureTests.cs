using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.EventLog;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

public sealed class PlanDisclosureTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_plan_opens_to_another_organisation_while_the_clients_permission_holds()
    {
        var plan = await WrittenAsync();
        await Reads(plan).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        var permission = Tell(plan, "consent");
        await OpensAsync(plan);
        var seen = (await Reads(plan)).Plan;
        (seen.PlanId, seen.Strengths, seen.Goals, seen.SomethingWithheld).ShouldBe((plan.PlanId, plan.Strengths, plan.Goals, true));

        host.Sources.Tell("referrals", new PermissionWithdrawn { PermissionId = permission, ClientId = plan.ClientId }, plan.ClientId);
        await ClosesAsync(plan);
    }

    [Fact]
    public async Task A_prohibition_closes_what_a_permission_opened()
    {
        var plan = await WrittenAsync();
        Tell(plan, "disclosure-permission");
        await OpensAsync(plan);

        Tell(plan, "prohibition", scope: "all");
        await ClosesAsync(plan);
    }

    [Fact]
    public async Task A_permission_opens_nothing_to_others_of_other_scope_before_its_days_or_after_them()
    {
        var (plan, open) = (await WrittenAsync(), await WrittenAsync());
        Tell(plan, "consent", to: TeamHost.City);
        Tell(plan, "consent", from: TeamHost.City);
        Tell(plan, "consent", scope: "benefits");
        Tell(plan, "consent", days: (1, 9));
        Tell(plan, "consent", days: (-9, -1));
        Tell(open, "consent", days: (0, 0));
        await OpensAsync(open);

        await Reads(plan).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData(11, false, false)]
    [InlineData(9, true, false)]
    [InlineData(9, false, true)]
    public async Task A_disclosure_waits_until_the_state_of_the_clients_permissions_is_known_to_be_current(int? secondsAgo, bool parked, bool answers)
    {
        var now = TimeProvider.System.GetUtcNow();
        var state = new PermissionState(new Known(now.AddSeconds(-secondsAgo ?? 0), secondsAgo is not null, parked), new Alone(), new Still(now));

        if (answers)
        {
            await state.MustBeCurrentAsync(Guid.NewGuid(), CancellationToken.None);
        }
        else
        {
            var refused = await Should.ThrowAsync<DomainException>(() => state.MustBeCurrentAsync(Guid.NewGuid(), CancellationToken.None));
            (refused.Kind, refused.Reason).ShouldBe((ErrorKind.Unavailable, "PERMISSION_STATE_STALE"));
        }
    }

    private async Task<Plan> WrittenAsync() => (await host.Plans.WritePlanAsync(TeamHost.NewPlan(await host.OpenedAsync()))).Plan;

    private AsyncUnaryCall<GetPlanResponse> Reads(Plan plan) =>
        new PlansService.PlansServiceClient(host.As(Role.Coach, TeamHost.Stranger)).GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId });

    private string Tell(Plan plan, string kind, string scope = "work-ability-plan", string from = TeamHost.County, string to = TeamHost.Stranger, (int From, int To)? days = null)
    {
        var granted = new PermissionGranted
        {
            PermissionId = TeamHost.Id(),
            ClientId = plan.ClientId,
            Kind = kind,
            Scope = scope,
            FromOrganisation = from,
            ToOrganisation = to,
            ValidFrom = TeamHost.Day(days?.From ?? 0),
            ValidTo = days is { } until ? TeamHost.Day(until.To) : null,
        };
        host.Sources.Tell("referrals", granted, plan.ClientId);
        return granted.PermissionId;
    }

    private Task OpensAsync(Plan plan) => Eventually.Holds(() => IsOpenAsync(plan), "the plan opens");

    private Task ClosesAsync(Plan plan) => Eventually.Holds(async () => !await IsOpenAsync(plan), "the plan closes");

    private async Task<bool> IsOpenAsync(Plan plan)
    {
        try
        {
            return (await Reads(plan)).Plan is not null;
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.PermissionDenied)
        {
            return false;
        }
    }

    private sealed class Known(DateTimeOffset at, bool isKnown, bool parked) : ISourceCurrency
    {
        public DateTimeOffset? CurrentAt(string source) => source == "referrals" && isKnown ? at : null;

        public Task<bool> BecomesCurrentAsync(string source, IProjection projection, DateTimeOffset at, TimeSpan patience, CancellationToken cancel) =>
            Task.FromResult(isKnown);

        public Task<bool> IsParkedAsync(string source, string[] orderKeys, CancellationToken cancel) => Task.FromResult(parked);
    }

    private sealed class Alone : IClientIds
    {
        public Task<IReadOnlyList<Guid>> OfAsync(Guid clientId, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Guid>>([clientId]);
    }

    private sealed class Still(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
