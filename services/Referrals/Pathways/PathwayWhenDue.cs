using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>A pathway's next action passed its day, or it is still stuck after the agreed time: it is marked and escalated.</summary>
internal sealed class EscalateStuckPathway(
    PathwayKind pathways, AgreedRows agreements, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => PathwayTimers.StuckKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var id = Guid.Parse(item.Key);
        var (found, steps) = await database.ManyAsync(PathwayStore.ById(id), PathwayStore.StepsOf(id), cancel);
        var before = found! with { Steps = steps! };
        var now = before.Settled(clock.Today);
        if (before.StuckSince is not null && now.StuckSince is not null)
        {
            now = now with { Escalation = Math.Min(2, before.Escalation + 1) };
        }

        // A person was quicker, or an operator ran it before its time: nothing is stuck yet, and it is looked at again.
        if (now.StuckSince is null)
        {
            if (PathwayTimers.LookAgainAt(now, agreements.In(now.Municipality)) is { } at)
            {
                await unitOfWork.SystemCommit(item.Call).Due(Kind, item.Key, at).SaveAsync();
            }

            return;
        }

        var transition = new Transition(
            now.ObjectType, now.Id, before.StuckSince is null ? "open" : "stuck", now.Escalation > 1 ? "escalated" : "stuck", clock.Now, now.StuckReason);
        var commit = unitOfWork.SystemCommit(item.Call);
        await pathways.ApplyAsync(commit, before, (now, transition));
        await commit.SaveAsync();
    }
}

/// <summary>A service period nears its end with nothing after it: that is warned of.</summary>
internal sealed class WarnOfPeriodEnd(PathwayKind pathways, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => PathwayTimers.PeriodKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var id = Guid.Parse(item.Key);
        var (found, steps) = await database.ManyAsync(PathwayStore.ByStep(id), PathwayStore.StepsBeside(id), cancel);
        var before = found! with { Steps = steps! };
        var step = before.Step(id);
        if (!step.EndsWithoutNext || step.WarnedOn is not null)
        {
            return;
        }

        var commit = unitOfWork.SystemCommit(item.Call);
        await pathways.ApplyAsync(
            commit, before, (before.With(step with { WarnedOn = clock.Today }), new Transition("pathway-step", id, "started", "end-warned", clock.Now)));
        await commit.SaveAsync();
    }
}
