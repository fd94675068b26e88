namespace Tyokyky.JobCoaching.Results;

/// <summary>What of other capabilities goes with a result (CapabilitiesTogether).</summary>
internal interface IResultFollowers
{
    /// <summary>Adds to the commit what follows from what the result now is; before is null: it was just recorded.</summary>
    ValueTask FollowAsync(Commit commit, Result? before, Result now);
}
