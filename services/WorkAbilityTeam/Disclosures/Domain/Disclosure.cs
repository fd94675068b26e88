namespace Tyokyky.WorkAbilityTeam.Disclosures;

/// <summary>
/// Whether the client has opened something to another organisation: consent (suostumus) or disclosure permission (luovutuslupa), and no prohibition (kielto).
/// </summary>
internal static class Disclosure
{
    public static bool IsOpen(IReadOnlyList<string> kinds) => kinds.Count > 0 && !kinds.Contains("prohibition");
}
