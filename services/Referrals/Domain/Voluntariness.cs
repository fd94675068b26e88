using System.Collections.Frozen;

namespace Tyokyky.Referrals.Domain;

/// <summary>
/// A client's decline, no-show or exit never reaches an authority that could sanction it: such an authority sees that the service
/// did not start or ended, and the reason only where it is the service's own. Notes are withheld with it.
/// Source: the joint model's principle of voluntariness (vapaaehtoisuus).
/// </summary>
internal static class Voluntariness
{
    private static readonly FrozenSet<string> sanctioningKinds = FrozenSet.ToFrozenSet(["employment-authority", "te-office", "kela"]);

    // Every other reason looks the same to such an authority, or a missing reason would itself tell.
    private static readonly FrozenSet<string> servicesOwnReasons = FrozenSet.ToFrozenSet(["wrong-area", "no-capacity", "service-ended", "sent-by-mistake", "sent-elsewhere", "awaiting-capacity", "awaiting-other-service", "awaiting-group-start", "workload", "area-changed", "convener-not-available", "participants-not-available"]);

    public static bool CanSanction(string organisationKind) => sanctioningKinds.Contains(organisationKind);

    public static string ReasonFor(string organisationKind, string reason, string otherwise) =>
        reason.Length == 0 || !CanSanction(organisationKind) || servicesOwnReasons.Contains(reason) ? reason : otherwise;
}
