namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every change of a standing group goes: load, admit, ask the group, commit.</summary>
internal sealed class StandingGroupChange(StandingGroupView view, UnitOfWork unitOfWork)
{
    public async Task<TResponse> Do<TRequest, TResponse>(
        string groupId, string etag, TRequest request, Call call,
        Func<StandingGroup, ValueTask<(StandingGroup Group, Transition Transition)>> change, Func<Proto.StandingGroup, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var before = await unitOfWork.LoadAsync(call, request, StandingGroupStore.ById(Guid.Parse(groupId)));
        call.Authorize(before, before?.RelationOf(call.Caller));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(etag, before.Etag);
        var (now, transition) = await change(before);

        var commit = unitOfWork.Commit(call, request).Guard(StandingGroupStore.Update(now)).Transition(transition);
        if (now.Status == StandingGroupStatus.Ended)
        {
            commit.Fact(StandingGroupFacts.Ended(now), now.Id.ToString());
        }

        return await commit.SaveAsync(answer(await view.Of(now, call)));
    }
}
