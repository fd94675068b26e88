namespace Tyokyky.Contracts;

/// <summary>Municipality code (kuntanumero): three digits, as text, since leading zeros count.</summary>
public static class Municipality
{
    /// <summary>What facts say for unknown, and for every client with non-disclosure (turvakielto).</summary>
    public const string Unknown = "unknown";

    /// <summary>True for three digits.</summary>
    public static bool IsValid(string value) => value.Length == 3 && value.All(char.IsAsciiDigit);
}
