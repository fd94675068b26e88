namespace Tyokyky.Referrals.Coordination;

/// <summary>A contact's outcomes add themselves: what the coaching led to that goes back to a referral from it.</summary>
internal sealed class ContactReactions(ContactKind contacts, IBusinessClock clock) : IReactions
{
    public FactReactions From(string source) => source switch
    {
        "coaching" => FactReactions
            .To<CoachingStarted>("FollowContactWhenCoachingStarted", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.Referrer, [ContactOutcomes.Coaching], transaction, cancel))
            .On<JobRecorded>("FollowContactWhenJobRecorded", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.Referrer, ContactOutcomes.Of(fact.Message), transaction, cancel))
            .On<WorkTrialRecorded>("FollowContactWhenWorkTrialRecorded", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.Referrer, [ContactOutcomes.WorkTrial], transaction, cancel))
            .On<StudiesRecorded>("FollowContactWhenStudiesRecorded", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.Referrer, [ContactOutcomes.Studies], transaction, cancel)),
        _ => FactReactions.None,
    };

    private async Task FollowAsync(Referrer? referrer, IEnumerable<string> outcomes, FactTransaction transaction, CancellationToken cancel)
    {
        if (referrer is not { ReferralId.Length: > 0 }
            || await transaction.OneAsync(ContactStore.LeadingTo(Guid.Parse(referrer.ReferralId)), cancel) is not { } contact
            || contact.Follow(outcomes, clock.Now) is not { } followed)
        {
            return;
        }

        var commit = transaction.Commit();
        await contacts.ApplyAsync(commit, contact, followed);
        await commit.SaveAsync();
    }
}
