using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tyokyky.ServiceDefaults;

/// <summary>The one spelling in which a request's text is checked, stored, compared and looked for.</summary>
public static class Spelling
{
    // What is spelt in one way alone: printable ASCII and the Latin letters after it.
    private static readonly SearchValues<char> plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Concat(Enumerable.Range(0xA1, 0x24F - 0xA0)).Where(one => one != 0xAD).Select(one => (char)one)]);

    /// <summary>
    /// Letters composed (NFC), nothing invisible at either end, line ends as \n, or in a text of one line as blanks; what shows nothing at all is
    /// empty; a UUID in lower case. The same object if it is so already. False: it holds a control character, or half of a character.
    /// </summary>
    public static bool TrySpell(string text, bool isOneLine, bool isUuid, out string spelt)
    {
        spelt = text;
        if (text.Length == 0) { return true; }
        if (!text.AsSpan().ContainsAnyExcept(plain))
        {
            if (text[0] == ' ' || text[^1] == ' ') { spelt = text.Trim(' '); }
        }
        else if (IsText(text))
        {
            spelt = Trimmed(CanonicalForm.Of(WithLineEnds(text, isOneLine ? ' ' : '\n')));
        }
        else
        {
            return false;
        }

        if (isUuid && spelt.AsSpan().ContainsAnyInRange('A', 'F')) { spelt = spelt.ToLowerInvariant(); }
        return true;
    }

    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && !IsLineEnd(text[i]) && text[i] != '\t') { return false; }
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]))) { return false; }
        }

        return true;
    }

    private static string WithLineEnds(string text, char end)
    {
        if (!text.Any(one => IsLineEnd(one) || one == '\t')) { return text; }
        var ended = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') { continue; }
            ended.Append(IsLineEnd(text[i]) ? end : text[i] == '\t' && end == ' ' ? ' ' : text[i]);
        }

        return ended.ToString();
    }

    private static string Trimmed(string text)
    {
        if (text.All(one => IsBlank(one) || IsUnseen(one))) { return ""; }
        var (from, to) = (0, text.Length);
        while (IsBlank(text[from])) { from++; }
        while (IsBlank(text[to - 1])) { to--; }
        return text[from..to];
    }

    private static bool IsLineEnd(char one) => one is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    // Blanks, and what has no width or only directs how others are shown.
    private static bool IsBlank(char one) => char.IsWhiteSpace(one) || char.GetUnicodeCategory(one) == UnicodeCategory.Format;

    // Letters and signs that show nothing, and marks that change only how another shows.
    private static bool IsUnseen(char one) => one is '\u034F' or '\u115F' or '\u1160' or '\u2800' or '\u3164' or '\uFFA0' or (>= '\uFE00' and <= '\uFE0F');
}
