using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>How consents to research change. Nobody else is told of them.</summary>
internal sealed class ConsentKind(PermissionState permissions, UnitOfWork unitOfWork) : AggregateKind<ConsentToResearch, ResearchConsent>(unitOfWork)
{
    protected override Guid? ClientOf(ConsentToResearch found) => found.ClientId;

    // A split of the client's ids that is not heard of must not open anything.
    protected override async ValueTask<Relation> RelationAsync(ConsentToResearch found, Guid? part, Call call) =>
        (await permissions.RelationOfAsync(found.ClientId, found.RelationOf(call.Caller), call))!.Value;

    protected override ValueTask<ConsentToResearch> WriteAsync(Commit commit, ConsentToResearch? before, Change<ConsentToResearch> change)
    {
        if (before is null)
        {
            commit.Add(ConsentStore.ConsentToResearchRow.Insert(change.Now)).OnViolation(ConsentStore.OnceIndex, MeasurementErrors.ConsentGiven);
        }
        else
        {
            commit.Change(before, ConsentStore.ConsentToResearchRow.Update(change.Now));
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(change.Now);
    }

    protected override ValueTask<ResearchConsent> ShowAsync(ConsentToResearch now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());
}
