namespace Tyokyky.Referrals.UseCases;

/// <summary>A pathway's next action passed its day, or it is still stuck after the agreed time: it is marked and escalated.</summary>
internal sealed class EscalateStuckPathway(UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
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
            if (PathwayTimers.LookAgainAt(now) is { } at)
            {
                await unitOfWork.SystemCommit(item.Call).Due(Kind, item.Key, at).SaveAsync();
            }

            return;
        }

        var transition = new Transition(now.ObjectType, now.Id, before.StuckSince is null ? "open" : "stuck", now.Escalation > 1 ? "escalated" : "stuck", clock.Now, now.StuckReason);
        await PathwayChange.Write(unitOfWork.SystemCommit(item.Call), before, now, transition, clock.Today).SaveAsync();
    }
}

/// <summary>A service period nears its end with nothing after it: that is warned of.</summary>
internal sealed class WarnOfPeriodEnd(UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
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

        var now = before.With(step with { WarnedOn = clock.Today }).Settled(clock.Today);
        await PathwayChange.Write(unitOfWork.SystemCommit(item.Call), before, now, new Transition("pathway-step", id, "started", "end-warned", clock.Now), clock.Today).SaveAsync();
    }
}
