namespace Tyokyky.Referrals.UseCases;

/// <summary>
/// A non-disclosure (turvakielto) goes for what was begun before it was ordered: no further fact of the controller's,
/// nor of the client's own referral, carries the municipality.
/// </summary>
internal static class OrderedNonDisclosure
{
    private const string Hidden = "municipality-hidden";

    public static Commit Hide(this Commit commit, ClientRecord record) => commit
        .ChangeEach(ReferralStore.HideMunicipality(record.ClientId, record.Controller), "referral", Hidden, TaskFacts.Updated)
        .ChangeEach(PathwayStore.HideMunicipality(record.ClientId, record.Controller), "pathway", Hidden)
        .ChangeEach(NetworkMeetingStore.HideMunicipality(record.ClientId, record.Controller), "network-meeting", Hidden);
}
