namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every change of a standing group's meeting goes: load, admit, ask the meeting, commit.</summary>
internal sealed class GroupMeetingChange(StandingGroupView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public async Task<TResponse> Do<TRequest, TResponse>(
        string meetingId, string etag, TRequest request, Call call,
        Func<GroupMeeting, StandingGroup, ValueTask<(GroupMeeting Meeting, Transition Transition)>> change, Func<Proto.GroupMeeting, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var id = Guid.Parse(meetingId);
        var (found, group, decisions) = await unitOfWork.LoadAsync(call, request, GroupMeetingStore.ById(id), StandingGroupStore.OfMeeting(id), AgreedActionStore.OfMeeting(id));
        var before = found is null ? null : found with { Decisions = decisions! };
        call.Authorize(before, group?.RelationOf(call.Caller));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(etag, before.Etag);
        var (now, transition) = await change(before, group!);

        var commit = unitOfWork.Commit(call, request).Guard(GroupMeetingStore.Update(now)).Transition(transition);
        AgreedActionChange.Write(commit, before.Decisions, now.Decisions, transition.EffectiveAt, clock.Now);
        foreach (var fact in StandingGroupFacts.Between(before, now, group!, clock.Today))
        {
            commit.Fact(fact, group!.Id.ToString());
        }

        return await commit.SaveAsync(answer(await view.Of(now, group!, call)));
    }
}
