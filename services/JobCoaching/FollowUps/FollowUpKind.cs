namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>How follow-ups change, and what others are told of it.</summary>
internal sealed class FollowUpKind(UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
    : AggregateKind<ClientFollowUp, FollowUp>(unitOfWork)
{
    /// <summary>Work that tells that the day of an attempt has come.</summary>
    public const string DueKind = "follow-up-due";

    /// <summary>What a result should have is planned, moved or withdrawn, whoever changes the result.</summary>
    public async ValueTask FollowAsync(Commit commit, Result? before, Result now)
    {
        if (before is not null && (before.State, before.Details.StartedOn, before.Details.EndedOn) == (now.State, now.Details.StartedOn, now.Details.EndedOn))
        {
            return;
        }

        var due = FollowUpRules.Of(now);
        var known = before is null ? [] : await database.ListAsync(FollowUpStore.OfResult(now.Id), commit.Call.Cancel);
        foreach (var one in known)
        {
            var asked = due.FirstOrDefault(other => other.Months == one.Months);
            if (one.Follow(asked, now.State == ResultState.EnteredInError, clock.Today) is { } followed)
            {
                await ApplyAsync(commit, one, followed);
            }
        }

        foreach (var missing in due.Where(one => !known.Any(other => other.Months == one.Months && other.WithdrawalReason != ClientFollowUp.NoLongerDue)))
        {
            var planned = ClientFollowUp.Of(Guid.CreateVersion7(time.GetUtcNow()), now, missing, commit.Call.Caller.Subject);
            await ApplyAsync(commit, null, (planned, planned.Planned(clock.Today)));
        }
    }

    protected override Guid? ClientOf(ClientFollowUp found) => found.Client.Id;

    protected override ValueTask<Relation> RelationAsync(ClientFollowUp found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<ClientFollowUp> WriteAsync(Commit commit, ClientFollowUp? before, Change<ClientFollowUp> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(FollowUpStore.ClientFollowUpRow.Insert(now));
        }
        else
        {
            commit.Change(before, FollowUpStore.ClientFollowUpRow.Update(now));
        }

        var (was, due) = (before is null ? null : DueOn(before), DueOn(now));
        if (due is { } at && was != due)
        {
            commit.Due(DueKind, now.Id.ToString(), FinnishTime.StartOf(at));
        }
        else if (due is null && was is not null)
        {
            commit.Settle(DueKind, now.Id.ToString());
        }

        foreach (var fact in FollowUpFacts.Between(before, now))
        {
            commit.Fact(fact, now.Client.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<FollowUp> ShowAsync(ClientFollowUp now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());

    private static DateOnly? DueOn(ClientFollowUp followUp) => followUp.FellDue ? null : followUp.NextAttemptOn;
}
