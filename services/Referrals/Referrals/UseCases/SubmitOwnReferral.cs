using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

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

        return await unitOfWork
            .Load(request, call, ReferralStore.ReferredClient(clientId).Unguarded("the commit fences the records that it is put together of"))
            .Authorize(_ => new AuditSubject(clientId, "client", clientId), client => client is null ? null : Relation.Client)
            .WriteAsync(async (client, commit) =>
            {
                ReferralStore.Fence(commit, clientId, client!);
                var need = new OwnNeed(clientId, client!, [.. request.Reasons], request.Description);
                var referral = await own.AddAsync(commit, need, request.Receiver, request.Service, ReferralOrigin.Self);
                return new SubmitOwnReferralResponse { Referral = await view.Of(referral, call, []) };
            });
    }
}
