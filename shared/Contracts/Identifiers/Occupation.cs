namespace Tyokyky.Contracts;

/// <summary>Occupation: ISCO-08 code of one to four digits, as text, since the armed forces' begin with 0.</summary>
public static class Occupation
{
    /// <summary>True for one to four digits.</summary>
    public static bool IsValid(string value) => value.Length is >= 1 and <= 4 && value.All(char.IsAsciiDigit);
}
