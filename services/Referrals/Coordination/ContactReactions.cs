namespace Tyokyky.Referrals.Coordination;

/// <summary>
/// A contact's outcomes add themselves: what the coaching led to that goes back to a referral from it. They follow corrections, and what was a mistake
/// takes its own back.
/// </summary>
internal sealed class ContactReactions(ContactKind contacts, IBusinessClock clock) : IReactions
{
    public FactReactions From(string source) => source switch
    {
        "coaching" => FactReactions
            .To<CoachingStarted>("FollowContactWhenCoachingStarted", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.CoachingId, fact.Message.Referrer, [ContactOutcomes.Coaching], transaction, cancel))
            .On<CoachingEnteredInError>("FollowContactWhenCoachingMistaken", (fact, transaction, cancel) =>
                TakeBackAsync(fact.Message.CoachingId, transaction, cancel))
            .On<JobRecorded>("FollowContactWhenJobRecorded", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.JobId, fact.Message.Referrer, ContactOutcomes.Of(fact.Message), transaction, cancel))
            .On<WorkTrialRecorded>("FollowContactWhenWorkTrialRecorded", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.WorkTrialId, fact.Message.Referrer, [ContactOutcomes.WorkTrial], transaction, cancel))
            .On<StudiesRecorded>("FollowContactWhenStudiesRecorded", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.StudiesId, fact.Message.Referrer, [ContactOutcomes.Studies], transaction, cancel))
            .On<ResultRecorded>("FollowContactWhenResultRecorded", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.ResultId, fact.Message.Referrer, ContactOutcomes.Of(fact.Message), transaction, cancel))
            .On<ResultCorrected>("FollowContactWhenResultCorrected", (fact, transaction, cancel) => fact.Message is { Job: { } job }
                ? FollowAsync(job.JobId, job.Referrer, ContactOutcomes.Of(job), transaction, cancel)
                : Task.CompletedTask)
            .On<ResultEnteredInError>("FollowContactWhenResultMistaken", (fact, transaction, cancel) =>
                TakeBackAsync(fact.Message.ResultId, transaction, cancel)),
        _ => FactReactions.None,
    };

    private async Task FollowAsync(string cause, Referrer? referrer, IEnumerable<string> outcomes, FactTransaction transaction, CancellationToken cancel)
    {
        if (referrer is { ReferralId.Length: > 0 }
            && await transaction.OneAsync(ContactStore.LeadingTo(Guid.Parse(referrer.ReferralId)), cancel) is { } contact)
        {
            await ApplyAsync(contact, Guid.Parse(cause), outcomes, transaction);
        }
    }

    private async Task TakeBackAsync(string cause, FactTransaction transaction, CancellationToken cancel)
    {
        if (await transaction.OneAsync(ContactStore.FollowedFrom(Guid.Parse(cause)), cancel) is { } contact)
        {
            await ApplyAsync(contact, Guid.Parse(cause), [], transaction);
        }
    }

    private async Task ApplyAsync(Contact contact, Guid cause, IEnumerable<string> outcomes, FactTransaction transaction)
    {
        if (contact.Follow(cause, outcomes, clock.Now) is { } followed)
        {
            var commit = transaction.Commit();
            await contacts.ApplyAsync(commit, contact, followed);
            await commit.SaveAsync();
        }
    }
}
