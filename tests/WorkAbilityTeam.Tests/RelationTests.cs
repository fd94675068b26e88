using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests;

/// <summary>Whoever is nothing to a case is refused and learns nothing.</summary>
public sealed class RelationTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task Every_RPC_refuses_every_kind_of_stranger_and_tells_them_nothing()
    {
        var (teamCase, plan, requests) = await host.WorldAsync();
        var other = await host.OpenedAsync(TeamHost.Stranger);
        string[] secrets = [teamCase.CaseId, plan.PlanId, teamCase.ClientId, teamCase.TaskId, "Miten edetään", AssessedWorld.Secret];
        var walk = new StrangerWalk(Access.Table, requests, secrets);

        await walk.ExpectValidAsync(Parties(teamCase));
        await walk.ExpectStrangersLearnNothingAsync(
        [
            new("another organisation", ~Role.Client, role => host.As(role, TeamHost.City)),
            new("the team of another case", ~Role.Client, role => host.As(role, TeamHost.Stranger)),
            new("another client", Role.Client, role => host.As(role, TeamHost.City, "person", other.ClientId)),
            new("a client of an id that nobody has", Role.Client, role => host.As(role, TeamHost.City, "person", TeamHost.Id())),
        ]);
    }

    [Fact]
    public async Task Every_hard_value_of_every_field_is_answered_clearly_and_changes_nothing()
    {
        var (teamCase, _, requests) = await host.WorldAsync();

        await new HardValueWalk(host.Services, requests, host.Database).ExpectClearAnswersAsync(Parties(teamCase));
    }

    private Somebody[] Parties(Case teamCase) =>
    [
        new("its team", ~Role.Client, role => host.As(role, TeamHost.County)),
        new("its client", Role.Client, role => host.As(role, TeamHost.City, "person", teamCase.ClientId)),
        new("who is asked for the case manager", ~Role.Client, role => host.As(role, TeamWorld.Asked)),
    ];
}
