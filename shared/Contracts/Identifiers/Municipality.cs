namespace Tyokyky.Contracts;

/// <summary>Municipality code (kuntanumero): three digits, as text, since leading zeros count.</summary>
public static class Municipality
{
    /// <summary>What facts say for unknown, and for every client with non-disclosure (turvakielto).</summary>
    public const string Unknown = "unknown";

    private static readonly CodeSystem all = CodeSystem.Get("municipality");

    /// <summary>True for a municipality that there is, or was: who lived in one that joined another did so.</summary>
    public static bool IsValid(string value) => all.Knows(value);
}
