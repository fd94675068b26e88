namespace Tyokyky.Referrals.Reactions;

/// <summary>Coaching ended: the step that followed it ends with the coaching's outcome.</summary>
internal sealed class FollowPathwayWhenCoachingEnded(PathwayReaction reaction) : IReaction<CoachingEnded>
{
    public Task ReactAsync(Fact<CoachingEnded> fact, FactTransaction transaction, CancellationToken cancel) =>
        reaction.EndedAsync(FollowedService.OfCoaching(fact.Message.CoachingId, fact.Message.Client.ClientId, fact.Message.Organisation, fact.Message.EndedOn.ToDay()), fact.Message.Outcome, transaction, cancel);
}
