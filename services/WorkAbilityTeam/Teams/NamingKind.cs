namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How namings of case managers change; what both sides agree on is told to Referrals.</summary>
internal sealed class NamingKind(UnitOfWork unitOfWork) : AggregateKind<Naming, CaseManagerNaming>(unitOfWork)
{
    protected override Guid? ClientOf(Naming found) => found.ClientId;

    protected override ValueTask<Relation> RelationAsync(Naming found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<Naming> WriteAsync(Commit commit, Naming? before, Change<Naming> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(NamingStore.NamingRow.Insert(now)).OnViolation(NamingStore.AskedIndex, MeetingErrors.NamingOpen);
        }
        else
        {
            commit.Change(before, NamingStore.NamingRow.Update(now));
        }

        commit.Transition(change.Transition);
        if (now.State == NamingState.Agreed)
        {
            commit.Fact(
                new CaseManagerNamed
                {
                    NamingId = now.Id.ToString(),
                    CaseId = now.CaseId.ToString(),
                    ClientId = now.ClientId.ToString(),
                    NamedBy = now.Organisation,
                    Organisation = now.NamedOrganisation,
                    Worker = now.Worker,
                    FromDay = now.FromDay.ToDate(),
                    Reason = now.Reason,
                },
                now.ClientId.ToString());
        }

        return ValueTask.FromResult(now);
    }

    protected override ValueTask<CaseManagerNaming> ShowAsync(Naming now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}

/// <summary>Namings as messages.</summary>
internal static class NamingMessages
{
    public static CaseManagerNaming ToMessage(this Naming naming) => new()
    {
        NamingId = naming.Id.ToString(),
        CaseId = naming.CaseId.ToString(),
        ClientId = naming.ClientId.ToString(),
        MeetingId = naming.MeetingId.ToString(),
        Organisation = naming.Organisation,
        NamedOrganisation = naming.NamedOrganisation,
        Worker = naming.Worker,
        WorkerName = naming.WorkerName,
        AgreedTask = naming.AgreedTask,
        FromDay = naming.FromDay.ToDate(),
        State = naming.State,
        AnsweredOn = naming.AnsweredOn?.ToDate(),
        Answer = naming.Answer,
        Reason = naming.Reason,
        Etag = naming.Etag,
    };
}
