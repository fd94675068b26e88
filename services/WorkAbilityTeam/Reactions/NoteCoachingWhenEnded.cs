namespace Tyokyky.WorkAbilityTeam.Reactions;

/// <summary>Coaching ended with its outcome.</summary>
internal sealed class NoteCoachingWhenEnded(CoachingReaction reaction) : IReaction<CoachingEnded>
{
    public Task ReactAsync(Fact<CoachingEnded> fact, FactTransaction tx, CancellationToken cancel)
    {
        var told = fact.Message;
        return reaction.DoAsync(
            new KnownCoaching(Guid.Parse(told.CoachingId), Guid.Parse(told.CaseId), told.MeasureId, "ended", told.Outcome),
            FinnishTime.StartOf(told.EndedOn.ToDay()),
            tx,
            cancel);
    }
}
