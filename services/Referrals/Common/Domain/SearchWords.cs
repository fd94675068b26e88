using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Tyokyky.Referrals.Common;

/// <summary>Texts as search compares them: letters and digits in lower case without accents, words apart by one space.</summary>
internal static class SearchWords
{
    public const int Most = 8;

    // The Latin letters with accents of Europe's and the Sámi languages; the runtime decomposes none in its invariant mode.
    private static readonly FrozenDictionary<char, char> plain = new[]
    {
        "aàáâãäåāăą", "cçćĉċč", "dďđð", "eèéêëēĕėęě", "gĝğġģǥǧ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķǩ", "lĺļľł",
        "nñńņňŋ", "oòóôõöøōŏő", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżžʒǯ",
    }.SelectMany(letters => letters[1..].Select(letter => (letter, Plain: letters[0]))).ToFrozenDictionary(pair => pair.letter, pair => pair.Plain);
    /// <summary>The words of a query, each once.</summary>
    public static IReadOnlyList<string> In(string query) => [.. Fold(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(Most)];

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            Append(folded, plain.GetValueOrDefault(letter, letter));
        }

        return folded.ToString().TrimEnd();
    }

    private static void Append(StringBuilder folded, char letter)
    {
        if (char.IsLetterOrDigit(letter))
        {
            folded.Append(letter);
        }
        else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }
}
