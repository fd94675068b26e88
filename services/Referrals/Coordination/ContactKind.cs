using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Coordination;

/// <summary>How contacts change, with what they open; a contact that names no client is nobody's row in the access log.</summary>
internal sealed class ContactKind(ContactView view, UnitOfWork unitOfWork, IBusinessClock clock) : AggregateKind<Contact, Proto.Contact>(unitOfWork)
{
    protected override Guid? ClientOf(Contact found) => found.ClientId;

    protected override ValueTask<Relation> RelationAsync(Contact found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<Contact> WriteAsync(Commit commit, Contact? before, Change<Contact> change)
    {
        var now = change.Now;
        commit.Change(before!, ContactStore.ContactRow.Update(now)).Transition(change.Transition);
        foreach (var followUp in now.FollowUps.Except(before!.FollowUps))
        {
            var isNew = before.FollowUps.All(other => other.Id != followUp.Id);
            commit.Add(isNew ? ContactStore.ContactFollowUpRow.Insert(followUp) : ContactStore.ContactFollowUpRow.Update(followUp));
        }

        foreach (var (fact, key) in ContactFacts.Between(before, now, clock.Today))
        {
            commit.Fact(fact, key);
        }

        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.Contact> ShowAsync(Contact now, Relation relation, Call call) => view.Of(now, call);
}
