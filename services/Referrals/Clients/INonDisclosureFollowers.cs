namespace Tyokyky.Referrals.Clients;

/// <summary>
/// A non-disclosure (turvakielto) goes for what was begun before it was ordered: no further fact of the controller's,
/// nor of the client's own referral, carries the municipality. What that is, the capabilities know that build on this one (CapabilitiesTogether).
/// </summary>
internal interface INonDisclosureFollowers
{
    void Hide(Commit commit, ClientRecord record);
}
