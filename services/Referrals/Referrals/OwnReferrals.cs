namespace Tyokyky.Referrals.UseCases;

/// <summary>Referrals that clients make for themselves.</summary>
internal sealed class OwnReferrals(Asking asking, TimeProvider time, IBusinessClock clock)
{
    /// <summary>The client's referral with its task, written by the commit.</summary>
    public async ValueTask<Referral> AddAsync(Commit commit, OwnNeed need, string receiver, string service, ReferralOrigin origin)
    {
        var asked = await asking.AskAsync(commit, new Question(Teller: null, [receiver], service, VoluntarinessTold: true));
        var referral = new Referral
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = need.ClientId,
            Sender = Referral.Self,
            Reasons = need.Reasons,
            Description = need.Description,
            ReasonForClient = "",
            Urgency = Urgency.Routine,
            Programme = "",
            Municipality = need.Client.Municipality,
            BirthDate = need.Client.BirthDate,
            SubmittedAt = clock.Now,
            RecordedAt = commit.RecordedAt,
            Origin = origin,
        };
        var (task, transition) = referral.Request(Guid.CreateVersion7(time.GetUtcNow()), referral.Sender, asked, referral.SubmittedAt.Value);
        commit
            .Add(ReferralStore.Insert(referral))
            .Add(ReferralStore.Insert(task))
            .Transition(transition)
            .Fact(TaskFacts.Submitted(referral, ""), referral.ClientId.ToString())
            .Fact(TaskFacts.Requested(referral, task), referral.ClientId.ToString())
            .LogChange(referral.ClientId, referral.ObjectType, referral.Id);
        return referral;
    }
}

/// <summary>What a client needs, in the client's own words.</summary>
internal sealed record OwnNeed(Guid ClientId, ReferredClient Client, string[] Reasons, string Description);
