namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every change of a pathway goes: load, admit, ask the pathway, commit.</summary>
internal sealed class PathwayChange(PathwayView view, UnitOfWork unitOfWork, ClientRelations relations, IBusinessClock clock)
{
    /// <summary>A change of the pathway itself.</summary>
    public Task<TResponse> Do<TRequest, TResponse>(
        Guid pathwayId, string etag, TRequest request, Call call, Func<Pathway, ValueTask<(Pathway Pathway, Transition Transition)>> change, Func<Proto.Pathway, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new() =>
        Do(PathwayStore.ById(pathwayId), PathwayStore.StepsOf(pathwayId), null, etag, request, call, change, answer);

    /// <summary>A change of one of its steps, which who gives the step may make too.</summary>
    public Task<TResponse> DoStep<TRequest, TResponse>(
        Guid stepId, string etag, TRequest request, Call call, Func<Pathway, ValueTask<(Pathway Pathway, Transition Transition)>> change, Func<Proto.Pathway, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new() =>
        Do(PathwayStore.ByStep(stepId), PathwayStore.StepsBeside(stepId), stepId, etag, request, call, change, answer);

    /// <summary>What a change writes, whoever makes it: a caller here, a fact in a reaction, its own time.</summary>
    public static Commit Write(Commit commit, Pathway? before, Pathway now, Transition transition, DateOnly today)
    {
        if (before is null)
        {
            commit.Add(PathwayStore.Insert(now)).OnViolation(PathwayStore.OpenIndex, PathwayErrors.AlreadyOpen);
        }
        else
        {
            commit.Guard(PathwayStore.Update(now));
        }

        foreach (var step in now.Steps)
        {
            var was = before?.Steps.FirstOrDefault(other => other.Id == step.Id);
            if (was is null)
            {
                commit.Add(PathwayStore.Insert(now, step));
            }
            else if (was != step)
            {
                commit.Add(PathwayStore.Update(step));
            }
        }

        PathwayTimers.Set(commit, before, now);
        foreach (var fact in PathwayFacts.Between(before, now, today))
        {
            commit.Fact(fact, now.ClientId.ToString());
        }

        return commit.Transition(transition).LogChange(now.ClientId, now.ObjectType, now.Id);
    }

    private async Task<TResponse> Do<TRequest, TResponse>(
        Query<Pathway> one, Query<IReadOnlyList<PathwayStep>> all, Guid? stepId, string etag, TRequest request, Call call,
        Func<Pathway, ValueTask<(Pathway Pathway, Transition Transition)>> change, Func<Proto.Pathway, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var (found, steps) = await unitOfWork.LoadAsync(call, request, one, all);
        var before = found is null ? null : found with { Steps = steps! };
        var ties = before is null ? Relation.None : await relations.OfAsync(before.ClientId, before.Organisation, call);
        call.SetAuditSubject(before?.ClientId.ToString(), "pathway", before?.Id.ToString() ?? "");
        call.Authorize(before, before is null ? null : RelationTo(before, stepId, call, ties));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        // Who gives one step does not learn who is at work in another.
        var seesAll = (before.RelationOf(call.Caller, ties) & ~Relation.NamedParticipant) != Relation.None;
        call.MustMatch(etag, before.Etag, id => seesAll || id == before.Id || before.Step(id).Organisation == call.Caller.Organisation);
        var (changed, transition) = await change(before);
        var now = changed.Settled(clock.Today);

        return await Write(unitOfWork.Commit(call, request), before, now, transition, clock.Today)
            .SaveAsync(answer(await view.Of(now with { Version = now.Version + 1 }, call, ties)));
    }

    // Who gives one step has no say in another.
    private static Relation RelationTo(Pathway pathway, Guid? stepId, Call call, Relation ties)
    {
        var held = pathway.RelationOf(call.Caller, ties) & ~Relation.NamedParticipant;
        return stepId is { } id && pathway.Step(id).Organisation == call.Caller.Organisation ? held | Relation.NamedParticipant : held;
    }
}
