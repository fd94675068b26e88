using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

/// <summary>What meetings agree on stands in worklists until somebody ends it.</summary>
public sealed class TeamActionTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task Actions_are_listed_by_team_owner_and_client_the_earliest_due_first()
    {
        var team = await host.TeamAsync();
        var (opened, meeting) = await HeldAsync(team);
        await AddAsync(meeting, opened, new AgreedAction { Text = "Työnhaku", Owner = "city-expert", OwnerOrganisation = TeamHost.City, DueOn = TeamHost.Day(3) });
        await AddAsync(meeting, opened, new AgreedAction { Text = "Oma päiväkirja", IsClientsOwn = true, DueOn = TeamHost.Day(5) });
        var expert = new TeamActionsService.TeamActionsServiceClient(host.As(Role.Coach, TeamHost.City, "city-expert"));
        var colleague = new TeamActionsService.TeamActionsServiceClient(host.As(Role.Coach, TeamHost.City, "city-other"));
        var client = new TeamActionsService.TeamActionsServiceClient(host.As(Role.Client, TeamHost.City, "me", opened.ClientId));

        var all = (await host.Actions.ListTeamActionsAsync(new ListTeamActionsRequest { AgreedByTeams = true, CaseId = opened.CaseId })).Actions;
        all.Select(action => action.Text).ShouldBe(["Työnhaku", "Oma päiväkirja", "Varataan aika"]);
        (await host.Actions.ListTeamActionsAsync(new ListTeamActionsRequest { Owner = "team-nurse", CaseId = opened.CaseId })).Actions.ShouldHaveSingleItem().Text.ShouldBe("Varataan aika");
        var theirs = (await expert.ListTeamActionsAsync(new ListTeamActionsRequest())).Actions.ShouldHaveSingleItem();
        // Whose case it is, a member of another organisation learns by the client's agreement.
        (theirs.Text, theirs.ClientId, theirs.CaseId).ShouldBe(("Työnhaku", "", ""));
        (await colleague.ListTeamActionsAsync(new ListTeamActionsRequest())).Actions.ShouldBeEmpty();
        (await client.ListTeamActionsAsync(new ListTeamActionsRequest())).Actions.ShouldHaveSingleItem().Text.ShouldBe("Oma päiväkirja");
        await colleague.CompleteTeamActionAsync(new CompleteTeamActionRequest { ActionId = theirs.ActionId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        (await expert.CompleteTeamActionAsync(new CompleteTeamActionRequest { ActionId = theirs.ActionId, Etag = theirs.Etag })).Action.State.ShouldBe(ActionState.Done);
        (await client.CompleteTeamActionAsync(new CompleteTeamActionRequest { ActionId = all[1].ActionId })).Action.EndedOn.ShouldBe(TeamHost.Today);
        (await host.Actions.CancelTeamActionAsync(new CancelTeamActionRequest { ActionId = all[2].ActionId, Reason = "need-ended" })).Action.State.ShouldBe(ActionState.Cancelled);
        await host.Actions.CompleteTeamActionAsync(new CompleteTeamActionRequest { ActionId = all[2].ActionId }).ShouldFail(StatusCode.FailedPrecondition, "ACTION_CANCELLED");
        (await host.Actions.ListTeamActionsAsync(new ListTeamActionsRequest { AgreedByTeams = true, CaseId = opened.CaseId })).Actions.ShouldBeEmpty();
        (await host.Actions.ListTeamActionsAsync(new ListTeamActionsRequest { AgreedByTeams = true, CaseId = opened.CaseId, State = ActionState.Done })).Actions.Count.ShouldBe(2);
        (await host.Database.FactsAsync<TeamActionAgreed>(opened.ClientId)).Count.ShouldBe(3);
        (await host.Database.FactsAsync<TeamActionEnded>(opened.ClientId)).Select(fact => fact.Status).ShouldBe(["done", "done", "cancelled"]);
    }

    [Fact]
    public async Task An_action_goes_to_somebody_whom_the_team_has_and_to_no_day_before_the_meeting()
    {
        var team = await host.TeamAsync();
        var (_, meeting) = await HeldAsync(team);
        var action = meeting.Agenda[0].Actions[0];

        var changed = (await host.Actions.ChangeTeamActionAsync(new ChangeTeamActionRequest { ActionId = action.ActionId, Owner = "city-expert", OwnerOrganisation = TeamHost.City, DueOn = TeamHost.Day(9) })).Action;

        (changed.Owner, changed.OwnerOrganisation, changed.DueOn).ShouldBe(("city-expert", TeamHost.City, TeamHost.Day(9)));
        await host.Actions.ChangeTeamActionAsync(new ChangeTeamActionRequest { ActionId = action.ActionId, Owner = "nobody-knows" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_WORKER");
        await host.Actions.ChangeTeamActionAsync(new ChangeTeamActionRequest { ActionId = action.ActionId, DueOn = TeamHost.Day(-1) }).ShouldFail(StatusCode.InvalidArgument, "DAY_BEFORE_MEETING");
        await host.Actions.ChangeTeamActionAsync(new ChangeTeamActionRequest { ActionId = action.ActionId }).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
        // Whoever it went to is the owner in the other test too, whichever comes first.
        (await host.Actions.CancelTeamActionAsync(new CancelTeamActionRequest { ActionId = action.ActionId, Reason = "need-ended" })).Action.State.ShouldBe(ActionState.Cancelled);
    }

    private async Task<(Case Opened, TeamMeeting Meeting)> HeldAsync(RegisteredTeam team)
    {
        var opened = await host.OpenedAsync();
        return (opened, (await host.Meetings.HoldMeetingAsync(TeamHost.Holding(await host.PlannedAsync(team, opened), opened))).Meeting);
    }

    private async Task AddAsync(TeamMeeting meeting, Case opened, AgreedAction action) =>
        await host.Actions.AddTeamActionAsync(new AddTeamActionRequest { MeetingId = meeting.MeetingId, CaseId = opened.CaseId, Action = action });
}
