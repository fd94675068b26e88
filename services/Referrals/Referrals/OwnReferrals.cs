namespace Tyokyky.Referrals.Referrals;

/// <summary>Referrals that clients make for themselves.</summary>
internal sealed class OwnReferrals(ReferralKind referrals, Asking asking, TimeProvider time, IBusinessClock clock)
{
    /// <summary>The client's referral with its task, written by the commit.</summary>
    /// <param name="by">The request's field by which receiver and service are known, where it does not name them itself.</param>
    public async ValueTask<Referral> AddAsync(Commit commit, OwnNeed need, string receiver, string service, ReferralOrigin origin, string? by = null)
    {
        var asked = await asking.AskAsync(commit, new Question(Teller: null, [receiver], service, VoluntarinessTold: true)
        {
            Field = by ?? "receiver",
            ServiceField = by ?? "service",
        });
        var (referral, transition) = new Referral
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
            Background = need.Client.Background,
            ReferredBy = ReferringParty.OfService(origin == ReferralOrigin.EmployerContact ? "employer" : "client"),
            SubmittedAt = clock.Now,
            RecordedAt = commit.RecordedAt,
            Origin = origin,
        }.Request(Guid.CreateVersion7(time.GetUtcNow()), Referral.Self, asked, clock.Now);
        await referrals.WriteAsync(commit, referral, transition, senderKind: "");
        return referral;
    }
}

/// <summary>What a client needs, in the client's own words.</summary>
internal sealed record OwnNeed(Guid ClientId, ReferredClient Client, string[] Reasons, string Description);
