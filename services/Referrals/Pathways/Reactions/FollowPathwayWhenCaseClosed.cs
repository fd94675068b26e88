namespace Tyokyky.Referrals.Reactions;

/// <summary>The team's case closed: the step that followed it ends with the case's outcome.</summary>
internal sealed class FollowPathwayWhenCaseClosed(PathwayReaction reaction) : IReaction<CaseClosed>
{
    public Task ReactAsync(Fact<CaseClosed> fact, FactTransaction transaction, CancellationToken cancel) =>
        reaction.EndedAsync(FollowedService.OfCase(fact.Message.CaseId, fact.Message.Client.ClientId, fact.Message.Organisation, fact.Message.ClosedOn.ToDay()), fact.Message.Outcome, transaction, cancel);
}
