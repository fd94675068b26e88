namespace Tyokyky.Contracts;

/// <summary>Occupation: ISCO-08 code of one to four digits, as text, since the armed forces' begin with 0.</summary>
public static class Occupation
{
    private static readonly CodeSystem all = CodeSystem.Get("occupation");

    /// <summary>True for a group of the classification, of any of its four levels.</summary>
    public static bool IsValid(string value) => all.Knows(value);
}
