namespace Tyokyky.Referrals.Referrals;

/// <summary>What builds on tasks and goes where they go.</summary>
internal interface ITaskFollowers
{
    /// <summary>Adds to the commit what follows from where these tasks of the referral now are.</summary>
    /// <param name="stepId">The step of a pathway that the first of them is made of; null: none was named.</param>
    ValueTask FollowAsync(Commit commit, Referral referral, IReadOnlyList<ReferralTask> moved, Guid? stepId);
}
