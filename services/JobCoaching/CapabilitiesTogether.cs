using Tyokyky.JobCoaching.FollowUps;
using Tyokyky.JobCoaching.Results;
using Tyokyky.JobCoaching.WorkTrialFeedback;

namespace Tyokyky.JobCoaching;

/// <summary>What a change in one capability sets off in those that build on it, in the same commit. The one place that knows them both ways.</summary>
internal sealed class CapabilitiesTogether(FollowUpKind followUps, FeedbackKind feedback) : IResultFollowers
{
    public async ValueTask FollowAsync(Commit commit, Result? before, Result now)
    {
        await followUps.FollowAsync(commit, before, now);
        await feedback.FollowAsync(commit, now);
    }
}
