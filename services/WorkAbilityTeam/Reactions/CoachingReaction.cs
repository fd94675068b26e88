namespace Tyokyky.WorkAbilityTeam.Reactions;

/// <summary>What JobCoaching's facts do to the case whose plan led to the coaching: it shows the coaching.</summary>
internal sealed class CoachingReaction(CaseKind cases)
{
    public async Task DoAsync(KnownCoaching coaching, DateTimeOffset at, FactTransaction tx, CancellationToken cancel)
    {
        var commit = tx.Commit().Add(CaseStore.Note(coaching));
        if (await tx.OneAsync(CaseStore.ById(coaching.CaseId), cancel) is { } teamCase)
        {
            await cases.ApplyAsync(commit, teamCase, teamCase.Note(coaching.State, at));
        }

        await commit.SaveAsync();
    }
}
