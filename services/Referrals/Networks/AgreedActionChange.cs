namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every change of an agreed action goes: load, admit, ask the action, commit.</summary>
internal sealed class AgreedActionChange(AgreedActionMessages messages, UnitOfWork unitOfWork)
{
    public async Task<TResponse> Do<TRequest, TResponse>(
        string actionId, string etag, TRequest request, Call call,
        Func<AgreedAction, ValueTask<(AgreedAction Action, Transition Transition)>> change, Func<Proto.AgreedAction, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var told = await unitOfWork.LoadAsync(call, request, AgreedActionStore.ById(Guid.Parse(actionId), call.Caller.OwnOrganisation()));
        call.SetAuditSubject(told?.ClientId?.ToString(), "agreed-action", actionId);
        call.Authorize(told, told?.Action.RelationOf(call.Caller, told.ClientId));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(etag, told.Etag);
        var (now, transition) = await change(told.Action);

        var commit = unitOfWork.Commit(call, request).Guard(AgreedActionStore.Update(now)).Transition(transition);
        if (now.Status != AgreedActionStatus.Open)
        {
            var named = told.IsNamed ? told.ClientId?.ToString() ?? "" : "";
            commit.Fact(NetworkMeetingFacts.Ended(now, named), named.Length > 0 ? named : now.MeetingId.ToString());
        }

        if (told.ClientId is { } client)
        {
            commit.LogChange(client, now.ObjectType, now.Id);
        }

        return await commit.SaveAsync(answer(await messages.Of(now, told.IsTold || told.ClientId is { } own && call.Caller.IsClient(own) ? told.ClientId.ToString()! : "", call)));
    }

    /// <summary>What a meeting's change does to its actions: agreed anew, or mistakes with it.</summary>
    public static void Write(Commit commit, IReadOnlyList<AgreedAction> before, IReadOnlyList<AgreedAction> now, DateTimeOffset agreedAt, DateTimeOffset at)
    {
        foreach (var action in now)
        {
            var was = before.FirstOrDefault(other => other.Id == action.Id);
            if (was is null)
            {
                commit.Add(AgreedActionStore.Insert(action)).Transition(new Transition(action.ObjectType, action.Id, "", StateCode.Of(action.Status), agreedAt));
            }
            else if (was != action)
            {
                commit.Guard(AgreedActionStore.Update(action)).Transition(new Transition(action.ObjectType, action.Id, StateCode.Of(was.Status), StateCode.Of(action.Status), at, action.EndReason));
            }
        }
    }
}
