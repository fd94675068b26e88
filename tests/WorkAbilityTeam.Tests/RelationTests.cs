using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests;

/// <summary>Whoever is nothing to a case is refused and learns nothing.</summary>
public sealed class RelationTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task Every_RPC_refuses_every_kind_of_stranger_and_tells_them_nothing()
    {
        var (teamCase, plan, requests) = await WorldAsync();
        var other = await host.OpenedAsync(TeamHost.Stranger);
        string[] secrets = [teamCase.CaseId, plan.PlanId, teamCase.ClientId, teamCase.TaskId, AssessedWorld.Secret];
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
        var (teamCase, _, requests) = await WorldAsync();

        await new HardValueWalk(host.Services, requests, host.Database).ExpectClearAnswersAsync(Parties(teamCase));
    }

    private Somebody[] Parties(Case teamCase) =>
    [
        new("its team", ~Role.Client, role => host.As(role, TeamHost.County)),
        new("its client", Role.Client, role => host.As(role, TeamHost.City, "person", teamCase.ClientId)),
    ];

    private async Task<(Case TeamCase, Plan Plan, ContractRequests Requests)> WorldAsync()
    {
        var teamCase = await host.OpenedAsync();
        var plan = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(teamCase, TeamHost.NewMeasure()))).Plan;
        var world = new Dictionary<string, object>
        {
            ["case_id"] = teamCase.CaseId,
            ["plan_id"] = plan.PlanId,
            ["WritePlanRequest.goals"] = new Goal { Text = "Löydän työn." },
            ["WritePlanRequest.strengths"] = "Täsmällisyys.",
            ["RecordMeetingRequest.agenda"] = TeamHost.NewMeeting(teamCase).Agenda[0],
            ["RecordMeetingRequest.professions_present"] = "physician",
            ["RecordMeetingRequest.mode"] = (int)Contracts.Common.V1.Mode.InPerson,
            ["RecordMeetingRequest.minutes"] = 30,
        };
        foreach (var (name, value) in await host.AssessedAsync(teamCase))
        {
            world[name] = value;
        }

        return (teamCase, plan, new ContractRequests(world, FinnishTime.DayOf(host.Now)));
    }
}
