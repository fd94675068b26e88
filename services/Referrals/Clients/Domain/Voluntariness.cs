using System.Collections.Frozen;

namespace Tyokyky.Referrals.Clients;

/// <summary>
/// A client's decline, no-show or exit never reaches an authority that could sanction it: such an authority sees that the service
/// did not start or ended, and the reason only where it is the service's own. Notes are withheld with it.
/// Source: the joint model's principle of voluntariness (vapaaehtoisuus).
/// </summary>
internal static class Voluntariness
{
    // A kind that nobody knows counts as the strictest.
    private static readonly FrozenSet<string> kindsWithout =
        [.. CodeSystem.Get("organisation-kind").Entries.Select(entry => entry.Code).Except(With("sanctions", ["organisation-kind"]))];

    // Every other reason looks the same to such an authority, or a missing reason would itself tell.
    private static readonly FrozenSet<string> servicesOwnReasons = With("services-own", CodeSystem.Names);

    /// <summary>True for an organisation that could sanction the client; of no organisation (empty) there is nothing to fear.</summary>
    public static bool CanSanction(string organisationKind) => organisationKind.Length > 0 && !kindsWithout.Contains(organisationKind);

    public static string ReasonFor(string organisationKind, string reason, string otherwise) =>
        reason.Length == 0 || !CanSanction(organisationKind) || servicesOwnReasons.Contains(reason) ? reason : otherwise;

    // Whatever the day: what was recorded under a code that is no longer used stays withheld.
    private static FrozenSet<string> With(string property, IEnumerable<string> systems) =>
        systems
            .SelectMany(system => CodeSystem.Get(system).Entries)
            .Where(entry => entry.Properties.Contains(property))
            .Select(entry => entry.Code)
            .ToFrozenSet();
}
