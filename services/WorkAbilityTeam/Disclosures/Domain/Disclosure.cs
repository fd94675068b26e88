namespace Tyokyky.WorkAbilityTeam.Disclosures;

/// <summary>
/// Whether the client has opened something to another organisation: consent (suostumus) or disclosure permission (luovutuslupa), and no prohibition (kielto).
/// </summary>
internal static class Disclosure
{
    private const string All = "all";

    public static bool IsOpen(IReadOnlyList<string> kinds) => kinds.Count > 0 && !kinds.Contains("prohibition");

    /// <summary>The same for one scope, of what is permitted and prohibited in all of them.</summary>
    public static bool IsOpen(IReadOnlyList<ScopedPermission> permissions, string scope) =>
        IsOpen([.. permissions.Where(one => one.Scope == scope || one.Scope == All).Select(one => one.Kind)]);
}

/// <summary>A permission or prohibition that is valid for an organisation.</summary>
internal readonly record struct ScopedPermission(string Scope, string Kind);
