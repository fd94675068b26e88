using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>How matters change, and what others are told of it; an anonymous one is nobody's row in the access log.</summary>
internal sealed class MatterKind(PermissionState permissions, UnitOfWork unitOfWork, IBusinessClock clock) : AggregateKind<Matter, Consultation>(unitOfWork)
{
    protected override Guid? ClientOf(Matter found) => found.ClientId;

    // A split of the client's ids that is not heard of must not open anything.
    protected override async ValueTask<Relation> RelationAsync(Matter found, Guid? part, Call call)
    {
        if (found.ClientId is { } client && call.Caller.OtherClientIds.Contains(client))
        {
            await permissions.MustBeCurrentAsync(client, call.Cancel);
        }

        return found.RelationOf(call.Caller);
    }

    protected override ValueTask<Matter> WriteAsync(Commit commit, Matter? before, Change<Matter> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(ConsultationStore.MatterRow.Insert(now));
        }
        else
        {
            commit.Change(before, ConsultationStore.MatterRow.Update(now));
        }

        foreach (var fact in ConsultationMessages.Between(before, now))
        {
            commit.Fact(fact, now.OrderKey());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    // The other side does not learn who is at work here.
    protected override bool TellsWho(Matter found, Guid changed, Relation relation, Call call) => relation.HasFlag(Relation.Owner);

    protected override ValueTask<Consultation> ShowAsync(Matter now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage(clock.Today));
}
