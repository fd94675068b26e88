using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a referral, by id or by the caller's own external reference.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver | Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetReferral(ReferralReader referrals, ReferralView view, Database database)
{
    public async Task<GetReferralResponse> Handle(GetReferralRequest request, Call call)
    {
        if (request.ExternalReference is null)
        {
            Check.Shape(request, static (check, asked) => check.Uuid("referral_id", asked.ReferralId));
        }

        var id = request.ExternalReference is { } reference
            ? (await database.OneAsync(ReferralStore.ByReference(call.Caller.OwnOrganisation(), reference.System, reference.Value), call.Cancel))?.Id ?? Guid.Empty
            : Guid.Parse(request.ReferralId);
        return new GetReferralResponse { Referral = await view.Of(await referrals.ShowAsync(id, call), call) };
    }
}
