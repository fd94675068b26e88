using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

/// <summary>Moves the clock, and so is alone with its host.</summary>
public sealed class ActionReminderTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task An_open_action_is_reminded_of_before_its_day_and_is_overdue_after_it()
    {
        var (forgotten, done) = (await host.OpenedAsync(), await host.OpenedAsync());
        await host.Cases.RecordMeetingAsync(TeamHost.NewMeeting(forgotten, done));
        var kept = (await host.Actions.ListTeamActionsAsync(new ListTeamActionsRequest { CaseId = done.CaseId })).Actions.ShouldHaveSingleItem();
        await host.Actions.CompleteTeamActionAsync(new CompleteTeamActionRequest { ActionId = kept.ActionId });

        await host.MoveClockAsync(TimeSpan.FromDays(6));
        await Eventually.Holds(async () => await RemindedAsync(forgotten) == 1, "the owner is reminded");
        await host.MoveClockAsync(TimeSpan.FromDays(2));
        await Eventually.Holds(async () => await RemindedAsync(forgotten) == 2, "it is told as overdue");

        (await host.Database.FactsAsync<TeamActionReminded>(forgotten.ClientId)).Select(fact => fact.Overdue).ShouldBe([false, true]);
        var overdue = (await host.Actions.ListTeamActionsAsync(new ListTeamActionsRequest { OverdueOnly = true })).Actions.ShouldHaveSingleItem();
        (overdue.CaseId, overdue.IsOverdue, overdue.RemindedOn is not null).ShouldBe((forgotten.CaseId, true, true));
        (await RemindedAsync(done)).ShouldBe(0);
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM due_work WHERE kind = 'team-action-reminder'")).ShouldBe(0);
    }

    private async Task<int> RemindedAsync(Case opened) => (await host.Database.FactsAsync<TeamActionReminded>(opened.ClientId)).Count;
}
