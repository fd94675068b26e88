using Grpc.Core;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

public sealed class TeamsTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_team_has_members_by_profession_and_organisation_who_are_listed_for_their_days()
    {
        var team = await host.TeamAsync("698");
        var nurse = team.Members.Single(member => member.Worker == "team-nurse");
        var ended = (await host.Teams.EndTeamMemberAsync(new EndTeamMemberRequest { TeamId = team.TeamId, MemberId = nurse.MemberId, LastDay = TeamHost.Day(-1), Etag = team.Etag })).Team;

        (await host.Teams.GetTeamAsync(new GetTeamRequest { TeamId = team.TeamId })).Team.ShouldBe(ended);
        ended.Members.Select(member => (member.Profession, member.Organisation)).ShouldBe([("public-health-nurse", TeamHost.County), ("employment-specialist", TeamHost.City)]);
        (await Listed(host.Teams, TeamHost.Today, team)).Members.Select(member => member.Worker).ShouldBe(["city-expert"]);
        (await Listed(host.Teams, TeamHost.Day(-1), team)).Members.Select(member => member.Worker).ShouldBe(["team-nurse", "city-expert"]);
    }

    [Fact]
    public async Task A_member_of_another_organisation_sees_the_team_on_the_days_of_the_membership_and_changes_nothing()
    {
        var team = await host.TeamAsync();
        var there = new TeamsService.TeamsServiceClient(host.As(Role.Coach, TeamHost.City, "city-expert"));
        var colleague = new TeamsService.TeamsServiceClient(host.As(Role.Coach, TeamHost.City, "city-other"));

        (await there.GetTeamAsync(new GetTeamRequest { TeamId = team.TeamId })).Team.Etag.ShouldBeEmpty();
        (await Listed(there, TeamHost.Today, team)).Name.ShouldBe(team.Name);
        (await there.ListTeamsAsync(new ListTeamsRequest { OnDay = TeamHost.Day(-150) })).Teams.ShouldBeEmpty();
        await colleague.GetTeamAsync(new GetTeamRequest { TeamId = team.TeamId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var coordinator = new TeamsService.TeamsServiceClient(host.As(Role.Coordinator, TeamHost.City, "city-expert"));
        await coordinator.AddTeamMemberAsync(Member(team, "friend")).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        await host.Teams.EndTeamMemberAsync(new EndTeamMemberRequest { TeamId = team.TeamId, MemberId = team.Members[1].MemberId, LastDay = TeamHost.Day(-1) });
        await there.GetTeamAsync(new GetTeamRequest { TeamId = team.TeamId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_deputy_stands_in_no_longer_than_who_is_stood_in_for_is_a_member()
    {
        var team = await host.TeamAsync();
        var nurse = team.Members.Single(member => member.Worker == "team-nurse");
        var request = Member(team, "deputy-nurse");
        (request.DeputyOf, request.FromDay, request.ToDay) = (nurse.MemberId, TeamHost.Day(-5), TeamHost.Day(5));
        var added = await host.Teams.AddTeamMemberAsync(request);
        added.Team.Members.Single(member => member.MemberId == added.MemberId).DeputyOf.ShouldBe(nurse.MemberId);

        var ended = (await host.Teams.EndTeamMemberAsync(new EndTeamMemberRequest { TeamId = team.TeamId, MemberId = nurse.MemberId, LastDay = TeamHost.Day(2) })).Team;

        ended.Members.Single(member => member.MemberId == added.MemberId).ToDay.ShouldBe(TeamHost.Day(2));
        request = Member(team, "late-deputy");
        (request.DeputyOf, request.FromDay) = (nurse.MemberId, TeamHost.Day(3));
        (await host.Teams.AddTeamMemberAsync(request).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_MEMBER")).Metadata["field"].ShouldBe("deputy_of");
        await host.Teams.EndTeamMemberAsync(new EndTeamMemberRequest { TeamId = team.TeamId, MemberId = nurse.MemberId, LastDay = TeamHost.Day(2) }).ShouldFail(StatusCode.FailedPrecondition, "MEMBERSHIP_ENDED");
        await host.Teams.EndTeamMemberAsync(new EndTeamMemberRequest { TeamId = team.TeamId, MemberId = TeamHost.Id() }).ShouldFail(StatusCode.NotFound, "MEMBER_UNKNOWN");
    }

    [Fact]
    public async Task Who_nobody_knows_is_no_member()
    {
        var team = await host.TeamAsync();

        await Refused(Member(team, "wizard", profession: "wizard"), "profession", "UNKNOWN_CODE");
        await Refused(Member(team, "guest", "2345678-1"), "organisation", "BUSINESS_ID_INVALID");
        await Refused(Member(team, "guest", "4567890-7"), "organisation", "UNKNOWN_ORGANISATION");
        await host.Teams.AddTeamMemberAsync(Member(team, "team-nurse")).ShouldFail(StatusCode.AlreadyExists, "ALREADY_MEMBER");
        await host.Teams.ChangeTeamAsync(new ChangeTeamRequest { TeamId = team.TeamId, ValidTo = TeamHost.Day(-201) }).ShouldFail(StatusCode.InvalidArgument, "DAY_BEFORE_START");
        await host.Teams.ChangeTeamAsync(new ChangeTeamRequest { TeamId = team.TeamId, ValidTo = TeamHost.Day(-1) });
        await host.Teams.AddTeamMemberAsync(Member(team, "late")).ShouldFail(StatusCode.FailedPrecondition, "TEAM_ENDED");
        (await host.Teams.GetTeamAsync(new GetTeamRequest { TeamId = team.TeamId })).Team.Members.Count.ShouldBe(2);
    }

    private static AddTeamMemberRequest Member(RegisteredTeam team, string worker, string organisation = "", string profession = "physician") =>
        new() { TeamId = team.TeamId, Worker = worker, WorkerName = "Joku", Profession = profession, Organisation = organisation };

    private static async Task<RegisteredTeam> Listed(TeamsService.TeamsServiceClient client, Google.Type.Date day, RegisteredTeam team) =>
        (await client.ListTeamsAsync(new ListTeamsRequest { OnDay = day, PageSize = 500 })).Teams.Single(one => one.TeamId == team.TeamId);

    private async Task Refused(AddTeamMemberRequest request, string field, string reason) =>
        (await host.Teams.AddTeamMemberAsync(request).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
}
