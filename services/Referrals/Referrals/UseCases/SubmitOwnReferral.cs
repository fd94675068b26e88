namespace Tyokyky.Referrals.UseCases;

/// <summary>Makes a referral for oneself (itseohjautuminen).</summary>
[Access(Role.Client, Relation.Client)]
internal sealed class SubmitOwnReferral(OwnReferrals own, ReferralView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(SubmitOwnReferralRequest request, Check check) => check
        .Codes("reasons", request.Reasons, "referral-reason", clock.Today)
        .OptionalCode("service", request.Service, "service", clock.Today);

    public async Task<SubmitOwnReferralResponse> Handle(SubmitOwnReferralRequest request, Call call)
    {
        var clientId = call.Caller.OwnClientId();

        var client = await unitOfWork.LoadAsync(call, request, ReferralStore.ReferredClient(clientId));
        call.SetAuditSubject(clientId.ToString(), "client", clientId.ToString());
        call.Authorize(client, Relation.Client);
        if (call.Replay<SubmitOwnReferralResponse>() is { } done)
        {
            return done;
        }

        var commit = unitOfWork.Commit(call, request);
        var referral = await own.AddAsync(commit, new OwnNeed(clientId, client, [.. request.Reasons], request.Description), request.Receiver, request.Service, ReferralOrigin.Self);

        return await commit.SaveAsync(new SubmitOwnReferralResponse { Referral = await view.Of(referral, call, []) });
    }
}
