using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;

namespace Tyokyky.Referrals.UseCases;

/// <summary>A non-disclosure (turvakielto) goes for what was begun before it was ordered: no further fact of the controller's carries the municipality.</summary>
internal static class OrderedNonDisclosure
{
    public static Commit Hide(this Commit commit, ClientRecord record) => commit
        .Add(ReferralStore.HideMunicipality(record.ClientId, record.Controller))
        .Add(PathwayStore.HideMunicipality(record.ClientId, record.Controller))
        .Add(NetworkMeetingStore.HideMunicipality(record.ClientId, record.Controller));
}
