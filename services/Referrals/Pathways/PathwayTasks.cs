using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>The tasks of referrals, which this capability does not know: what answers for them names one by its id.</summary>
internal interface INamedTasks
{
    /// <summary>The task for a step to follow; nothing happens to it unseen until the commit's end. Null: there is none.</summary>
    ValueTask<FollowedTask?> NameAsync(Commit commit, Guid taskId);
}

/// <summary>Steps follow tasks, in the commit in which the tasks change.</summary>
internal sealed class PathwayTasks(
    PathwayKind pathways, INamedTasks named, AgreedRows agreements, Database database, TimeProvider time, IBusinessClock clock)
{
    /// <summary>Moves the steps of the client's open pathways that follow these tasks, or will.</summary>
    /// <param name="stepId">The step that the first of the tasks is made of; null: whichever was planned for it.</param>
    public async ValueTask FollowAsync(Commit commit, IReadOnlyList<FollowedTask> tasks, Guid? stepId)
    {
        var open = await OpenOnAsync(commit, tasks[0].ClientId);
        var own = open.FirstOrDefault(pathway => pathway.Organisation == commit.Call.Caller.Organisation && pathway.Steps.Any(step => step.Id == stepId));
        if (stepId is not null && own is null)
        {
            throw PathwayErrors.UnknownStep("pathway_step_id");
        }

        foreach (var before in open)
        {
            var (now, area) = (before, agreements.In(before.Municipality));
            List<Transition> transitions = [];
            foreach (var task in tasks)
            {
                (now, var made) = ReferenceEquals(before, own) && task == tasks[0]
                    ? TaskFollowing.Name(now, stepId!.Value, task, "pathway_step_id", area, clock.Today, NewId)
                    : TaskFollowing.Follow(now, task, area, clock.Today, NewId);
                transitions.AddRange(made);
            }

            if (transitions.Count > 0)
            {
                await pathways.ApplyAsync(commit, before, Last(commit, now, transitions));
            }
        }
    }

    /// <summary>A change by which a step follows a task from now on (empty: none that it did not follow before).</summary>
    public async ValueTask<Change<Pathway>> NamedAsync(Commit commit, (Pathway Pathway, Transition Transition) change, Guid stepId, string taskId)
    {
        if (Ids.Optional(taskId) is not { } id)
        {
            return change;
        }

        var task = await named.NameAsync(commit, id);
        if (task is null || !task.IsPartyTo(commit.Call.Caller.Organisation) || !await IsOfClientAsync(task, change.Pathway.ClientId, commit.Call.Cancel))
        {
            throw PathwayErrors.UnknownTask();
        }

        var area = agreements.In(change.Pathway.Municipality);
        var (now, made) = TaskFollowing.Name(change.Pathway, stepId, task, "task_id", area, clock.Today, NewId);
        return Last(commit, now, [change.Transition, .. made]);
    }

    // What led there is in the commit by then.
    private static Change<Pathway> Last(Commit commit, Pathway now, List<Transition> transitions)
    {
        foreach (var transition in transitions.SkipLast(1))
        {
            commit.Transition(transition);
        }

        return (now, transitions[^1]);
    }

    private async Task<bool> IsOfClientAsync(FollowedTask task, Guid clientId, CancellationToken cancel) =>
        task.ClientId == clientId || await database.OneAsync(PathwayStore.AreSame(task.ClientId, clientId), cancel);

    private async ValueTask<IReadOnlyList<Pathway>> OpenOnAsync(Commit commit, Guid clientId)
    {
        var (open, steps) = await (commit.Within ?? (Reads)database)
            .ManyAsync(PathwayStore.OpenOn(clientId), PathwayStore.StepsOnOpen(clientId), commit.Call.Cancel);
        var stepsOf = steps!.ToLookup(one => one.PathwayId, one => one.Step);
        return [.. open!.Select(pathway => pathway with { Steps = [.. stepsOf[pathway.Id]] })];
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
