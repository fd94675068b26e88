using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Referrals.Domain;

/// <summary>Whether the client has opened something to another organisation.</summary>
internal static class Disclosure
{
    /// <summary>Consent (suostumus) or disclosure permission (luovutuslupa), and no prohibition (kielto).</summary>
    public static bool OpensTo(IReadOnlyList<PermissionKind> kinds) => kinds.Count > 0 && !kinds.Contains(PermissionKind.Prohibition);
}
