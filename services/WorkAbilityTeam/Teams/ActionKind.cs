namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How agreed actions change: each by itself, or with the meeting or case that they are of.</summary>
internal sealed class ActionKind(ActionView view, CaseRelations relations, UnitOfWork unitOfWork, IBusinessClock clock)
    : AggregateKind<OwnedAction, TeamAction>(unitOfWork)
{
    /// <summary>What a change of a meeting or case does to its actions. Answers them as they now are.</summary>
    public static IReadOnlyList<OwnedAction> Write(
        Commit commit, IReadOnlyList<OwnedAction> before, IReadOnlyList<OwnedAction> now, Transition of, IBusinessClock clock)
    {
        var written = new List<OwnedAction>();
        foreach (var action in now)
        {
            var was = before.FirstOrDefault(other => other.Id == action.Id);
            if (was is null)
            {
                Write(commit, null, action, action.Agreed(), clock);
            }
            else if (was != action)
            {
                Write(commit, was, action, of with
                {
                    ObjectType = action.ObjectType,
                    ObjectId = action.Id,
                    From = StateCode.Of(was.State),
                    To = StateCode.Of(action.State),
                }, clock);
            }

            written.Add(was is null || was == action ? action : action.At(was.Version + 1));
        }

        return written;
    }

    /// <summary>The case of these actions was a mistake: what was still to be done is none. Answers them as they now are.</summary>
    public static IReadOnlyList<OwnedAction> EnterInError(Commit commit, IReadOnlyList<OwnedAction> actions, Transition ofCase, IBusinessClock clock)
    {
        OwnedAction[] now =
        [
            .. actions.Select(action => action.State == ActionState.Open ? action.EnterInError(ofCase.Reason, "", clock.Today, clock.Now).Action : action),
        ];
        return Write(commit, actions, now, ofCase, clock);
    }

    protected override Guid? ClientOf(OwnedAction found) => found.ClientId;

    protected override async ValueTask<Relation> RelationAsync(OwnedAction found, Guid? part, Call call)
    {
        var held = found.RelationOf(call.Caller);
        if ((held & Relation.Owner) == 0 && call.Caller.OtherClientIds.Contains(found.ClientId))
        {
            await relations.MustBeCurrentAsync([found.ClientId], call);
        }

        return held;
    }

    protected override ValueTask<OwnedAction> WriteAsync(Commit commit, OwnedAction? before, Change<OwnedAction> change)
    {
        Write(commit, before, change.Now, change.Transition, clock);
        return ValueTask.FromResult(change.Now);
    }

    // An owner of another organisation has the case from when it was open; whether it still is, lists tell.
    protected override ValueTask<TeamAction> ShowAsync(OwnedAction now, Relation relation, Call call) =>
        ValueTask.FromResult(view.Of(now, (relation & (Relation.Owner | Relation.Client)) != 0, relation, call));

    private static void Write(Commit commit, OwnedAction? before, OwnedAction now, Transition transition, IBusinessClock clock)
    {
        if (before is null)
        {
            commit.Add(ActionStore.OwnedActionRow.Insert(now)).Fact(ActionFacts.Agreed(now), now.ClientId.ToString());
        }
        else
        {
            commit.Change(before, ActionStore.OwnedActionRow.Update(now));
            if (before.State != now.State)
            {
                commit.Fact(ActionFacts.Ended(now), now.ClientId.ToString());
            }
        }

        commit.Transition(transition);
        ActionReminders.Set(commit, before, now, clock.Now);
    }
}
