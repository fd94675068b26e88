using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Reads several referrals at once.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver | Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class BatchGetReferrals(ReferralReader referrals, ReferralView view, AccessLog accessLog)
{
    private const int Most = 100;

    public static void Validate(BatchGetReferralsRequest request, Check check) => check.MaxCount("referral_ids", request.ReferralIds, Most);

    public async Task<BatchGetReferralsResponse> Handle(BatchGetReferralsRequest request, Call call)
    {
        var found = await Task.WhenAll(request.ReferralIds.Select(id => referrals.FindAsync(Guid.Parse(id), call.Cancel)));
        foreach (var (id, one) in request.ReferralIds.Zip(found))
        {
            call.SetAuditSubject(one?.Referral.ClientId.ToString(), "referral", id);
            call.Authorize(one, one?.Referral.RelationOf(call.Caller));
        }

        var response = new BatchGetReferralsResponse();
        var around = await view.AroundAsync([.. found.Select(one => one!.Referral)], call);
        foreach (var one in found)
        {
            var mine = one!.References.Where(own => own.Organisation == call.Caller.OwnOrganisation()).Select(own => own.Reference);
            response.Referrals.Add(await view.Of(one.Referral, call, mine, around));
        }

        await accessLog.ReadAsync(call, [.. found.Select(one => new Touch(one!.Referral.ClientId, one.Referral.ObjectType, one.Referral.Id.ToString()))]);
        return response;
    }
}
