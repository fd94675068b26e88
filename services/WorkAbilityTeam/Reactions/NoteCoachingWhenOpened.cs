namespace Tyokyky.WorkAbilityTeam.Reactions;

/// <summary>A coaching opened by a measure of the case's plan.</summary>
internal sealed class NoteCoachingWhenOpened(CoachingReaction reaction) : IReaction<CoachingOpened>
{
    public Task ReactAsync(Fact<CoachingOpened> fact, FactTransaction tx, CancellationToken cancel)
    {
        var told = fact.Message;
        return reaction.DoAsync(
            new KnownCoaching(Guid.Parse(told.CoachingId), Guid.Parse(told.CaseId), told.MeasureId, "opened", ""),
            FinnishTime.StartOf(told.OpenedOn.ToDay()),
            tx,
            cancel);
    }
}
