namespace Tyokyky.Contracts;

/// <summary>Personal identity code (henkilötunnus) as it is recognised wherever it stands: DDMMYYCNNNQ.</summary>
public static class IdentityCodes
{
    private const string CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private const string Signs = "+-YXWVUABCDEF";
    private const int Length = 11;
    private const int SignAt = 6;

    /// <summary>The last character of a code whose digits are these nine, as a number.</summary>
    public static char CheckCharacterOf(long digits) => CheckCharacters[(int)(digits % CheckCharacters.Length)];

    /// <summary>True when a code stands in the text, whatever stands around it.</summary>
    public static bool StandIn(ReadOnlySpan<char> text)
    {
        for (var start = 0; start <= text.Length - Length; start++)
        {
            // The rarest first: a sign between digits.
            if (char.IsAsciiDigit(text[start + SignAt - 1]) && char.IsAsciiDigit(text[start + SignAt + 1])
                && Signs.Contains(char.ToUpperInvariant(text[start + SignAt]))
                && (start == 0 || !char.IsLetterOrDigit(text[start - 1]))
                && (start + Length == text.Length || !char.IsLetterOrDigit(text[start + Length]))
                && IsCode(text.Slice(start, Length)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCode(ReadOnlySpan<char> text)
    {
        var digits = 0L;
        foreach (var at in text[..SignAt])
        {
            if (!char.IsAsciiDigit(at)) { return false; }
            digits = (digits * 10) + at - '0';
        }

        foreach (var at in text[(SignAt + 1)..^1])
        {
            if (!char.IsAsciiDigit(at)) { return false; }
            digits = (digits * 10) + at - '0';
        }

        var (day, month) = (digits / 10_000_000, digits / 100_000 % 100);
        return day is >= 1 and <= 31 && month is >= 1 and <= 12 && char.ToUpperInvariant(text[^1]) == CheckCharacterOf(digits);
    }
}
