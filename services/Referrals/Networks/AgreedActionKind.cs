using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Networks;

/// <summary>How agreed actions change: each by itself, or with the meeting that agrees on them.</summary>
internal sealed class AgreedActionKind(AgreedActionMessages messages, UnitOfWork unitOfWork) : AggregateKind<ToldAction, Proto.AgreedAction>(unitOfWork)
{
    /// <summary>What a meeting's change does to its actions: agreed anew, or mistakes with it. Answers them as they now are.</summary>
    public static IReadOnlyList<AgreedAction> Write(
        Commit commit, IReadOnlyList<AgreedAction> before, IReadOnlyList<AgreedAction> now, DateTimeOffset agreedAt, DateTimeOffset at)
    {
        var written = new List<AgreedAction>();
        foreach (var action in now)
        {
            var was = before.FirstOrDefault(other => other.Id == action.Id);
            if (was is null)
            {
                commit
                    .Add(AgreedActionStore.AgreedActionRow.Insert(action))
                    .Transition(new Transition(action.ObjectType, action.Id, "", StateCode.Of(action.Status), agreedAt));
            }
            else if (was != action)
            {
                commit
                    .Change(was, AgreedActionStore.AgreedActionRow.Update(action))
                    .Transition(new Transition(action.ObjectType, action.Id, StateCode.Of(was.Status), StateCode.Of(action.Status), at, action.EndReason));
            }

            written.Add(was is null || was == action ? action : action.At(was.Version + 1));
        }

        return written;
    }

    protected override Guid? ClientOf(ToldAction found) => found.Client.Id;

    protected override ValueTask<Relation> RelationAsync(ToldAction found, Guid? part, Call call) =>
        ValueTask.FromResult(found.Action.RelationOf(call.Caller, found.Client.Id));

    protected override ValueTask<ToldAction> WriteAsync(Commit commit, ToldAction? before, Change<ToldAction> change)
    {
        var (action, client) = change.Now;
        var isEnded = action.Status != AgreedActionStatus.Open;
        var named = isEnded && client.IsNamed ? client.Id?.ToString() ?? "" : "";
        if (named.Length > 0)
        {
            // A fact names the client only by an agreement that stands.
            commit.Lock(NetworkMeetingStore.Kept(action.MeetingId)).GuardAbsence(NetworkMeetingStore.ToldNobody(action.MeetingId));
        }

        commit.Change(change.Now, AgreedActionStore.AgreedActionRow.Update(action)).Transition(change.Transition);
        if (isEnded)
        {
            commit.Fact(NetworkMeetingFacts.Ended(action, named), named.Length > 0 ? named : action.MeetingId.ToString());
        }

        return ValueTask.FromResult(change.Now);
    }

    protected override ValueTask<Proto.AgreedAction> ShowAsync(ToldAction now, Relation relation, Call call)
    {
        var isShown = now.Client.IsTold || now.Client.Id is { } own && call.Caller.IsClient(own);
        return messages.Of(now.Action, isShown ? now.Client.Id.ToString()! : "", call);
    }
}
