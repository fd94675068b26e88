namespace Tyokyky.Referrals.Reactions;

/// <summary>The team's case opened: the step of the client's pathway that waits for the team starts.</summary>
internal sealed class FollowPathwayWhenCaseOpened(PathwayReaction reaction) : IReaction<CaseOpened>
{
    public Task ReactAsync(Fact<CaseOpened> fact, FactTransaction transaction, CancellationToken cancel) =>
        reaction.StartedAsync(FollowedService.OfCase(fact.Message.CaseId, fact.Message.Client.ClientId, fact.Message.Organisation, fact.Message.OpenedOn.ToDay()), transaction, cancel);
}
