namespace Tyokyky.WorkAbilityTeam.Reactions;

/// <summary>The client agreed, and coaching started.</summary>
internal sealed class NoteCoachingWhenStarted(CoachingReaction reaction) : IReaction<CoachingStarted>
{
    public Task ReactAsync(Fact<CoachingStarted> fact, FactTransaction tx, CancellationToken cancel)
    {
        var told = fact.Message;
        return reaction.DoAsync(
            new KnownCoaching(Guid.Parse(told.CoachingId), Guid.Parse(told.CaseId), told.MeasureId, "started", ""),
            FinnishTime.StartOf(told.StartedOn.ToDay()),
            tx,
            cancel);
    }
}
