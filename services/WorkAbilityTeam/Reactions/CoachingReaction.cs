namespace Tyokyky.WorkAbilityTeam.Reactions;

/// <summary>What JobCoaching's facts do to the case whose plan led to the coaching: it shows the coaching.</summary>
internal static class CoachingReaction
{
    public static async Task DoAsync(KnownCoaching coaching, DateTimeOffset at, FactTransaction tx, CancellationToken cancel)
    {
        var commit = tx.Commit().Add(CaseStore.Note(coaching));
        if (await tx.OneAsync(CaseStore.ById(coaching.CaseId), cancel) is { } teamCase)
        {
            var (noted, transition) = teamCase.Note(coaching.State, at);
            commit.Guard(CaseStore.Update(noted)).Transition(transition).LogChange(noted.Client.Id, noted.ObjectType, noted.Id);
        }

        await commit.SaveAsync();
    }
}
