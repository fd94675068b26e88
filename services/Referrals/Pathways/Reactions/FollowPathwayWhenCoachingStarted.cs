namespace Tyokyky.Referrals.Reactions;

/// <summary>Coaching started: the step of the client's pathway that waits for coaching starts.</summary>
internal sealed class FollowPathwayWhenCoachingStarted(PathwayReaction reaction) : IReaction<CoachingStarted>
{
    public Task ReactAsync(Fact<CoachingStarted> fact, FactTransaction transaction, CancellationToken cancel) =>
        reaction.StartedAsync(FollowedService.OfCoaching(fact.Message.CoachingId, fact.Message.Client.ClientId, fact.Message.Organisation, fact.Message.StartedOn.ToDay()), transaction, cancel);
}
