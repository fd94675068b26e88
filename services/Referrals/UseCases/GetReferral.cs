using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a referral, by id or by the caller's own external reference.</summary>
internal sealed class GetReferral(ReferralReader referrals, ReferralView view, Database database)
{
    public async Task<GetReferralResponse> Handle(GetReferralRequest request, Call call)
    {
        if (request.ExternalReference is null)
        {
            Check.Shape(request, static (check, asked) => check.Uuid("referral_id", asked.ReferralId));
        }

        var organisation = call.Caller.OwnOrganisation();
        var id = request.ExternalReference is { } reference
            ? (await database.OneAsync(ReferralStore.ByReference(organisation, reference.System, reference.Value), call.Cancel))?.Id ?? Guid.Empty
            : Guid.Parse(request.ReferralId);
        var found = await referrals.ShowAsync(id, call);
        var mine = found.References.Where(own => own.Organisation == organisation).Select(own => own.Reference);
        return new GetReferralResponse { Referral = await view.Of(found.Referral, call, mine) };
    }
}
