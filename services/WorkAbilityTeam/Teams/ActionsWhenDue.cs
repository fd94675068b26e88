namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>An agreed action's day comes near, or has passed: its owner is reminded.</summary>
internal sealed class RemindOfTeamAction(ActionKind actions, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => ActionReminders.Kind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var action = await database.OneAsync(ActionStore.ById(Guid.Parse(item.Key)), cancel);
        // A person was quicker.
        if (action is not { State: ActionState.Open })
        {
            return;
        }

        var commit = unitOfWork.SystemCommit(item.Call);
        await actions.ApplyAsync(commit, action, action.Remind(clock.Today, clock.Now));
        commit.Fact(ActionFacts.Reminded(action, clock.Today), action.ClientId.ToString());
        if (ActionReminders.Next(action, clock.Now) is { } next)
        {
            commit.Due(Kind, item.Key, next);
        }

        await commit.SaveAsync();
    }
}
