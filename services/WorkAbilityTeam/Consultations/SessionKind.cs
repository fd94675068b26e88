namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>How sessions change: they are recorded once, and may have been a mistake.</summary>
internal sealed class SessionKind(UnitOfWork unitOfWork) : AggregateKind<HeldSession, ConsultationSession>(unitOfWork)
{
    protected override ValueTask<Relation> RelationAsync(HeldSession found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<HeldSession> WriteAsync(Commit commit, HeldSession? before, Change<HeldSession> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(ConsultationStore.HeldSessionRow.Insert(now)).Fact(ConsultationMessages.Held(now), now.Id.ToString());
        }
        else
        {
            var mistake = new ConsultationSessionEnteredInError { SessionId = now.Id.ToString(), Organisation = now.Organisation, Reason = now.ErrorReason };
            commit.Change(before, ConsultationStore.HeldSessionRow.Update(now)).Fact(mistake, now.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<ConsultationSession> ShowAsync(HeldSession now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}
