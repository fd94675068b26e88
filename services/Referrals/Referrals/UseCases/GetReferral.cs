using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Reads a referral, by id or by the caller's own external reference.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver | Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetReferral(ReferralReader referrals, ReferralView view, Database database)
{
    public static void Validate(GetReferralRequest request, Check check)
    {
        if (request.ExternalReference is null)
        {
            check.Required("referral_id", request.ReferralId);
        }
    }

    public async Task<GetReferralResponse> Handle(GetReferralRequest request, Call call)
    {
        var id = request.ExternalReference is { } reference
            ? await database.OneAsync(ReferralStore.ByReference(call.Caller.OwnOrganisation(), reference.System, reference.Value), call.Cancel)
            : Guid.Parse(request.ReferralId);
        return new GetReferralResponse { Referral = await view.Of(await referrals.ShowAsync(id, call), call) };
    }
}
