using System.Collections.Frozen;

namespace Tyokyky.ServiceDefaults;

/// <summary>Unicode's normalization form C: a letter with its marks is written in one way, composed where it can be.</summary>
internal static class CanonicalForm
{
    private const char HangulL = '\u1100', HangulV = '\u1161', HangulT = '\u11A7', HangulS = '\uAC00';
    private const int HangulLs = 19, HangulVs = 21, HangulTs = 28;

    private static readonly FrozenDictionary<(char, char), char> composed =
        CanonicalTables.Compositions.Chunk(3).ToFrozenDictionary(of => (of[1], of[2]), of => of[0]);

    private static readonly FrozenDictionary<char, string> decomposed = Decompositions();

    private static readonly FrozenDictionary<char, int> classes = CanonicalTables.Classes.Chunk(3)
        .SelectMany(of => Enumerable.Range(of[0], of[1] - of[0] + 1).Select(mark => (Mark: (char)mark, Class: (int)of[2])))
        .ToFrozenDictionary(one => one.Mark, one => one.Class);

    /// <summary>The text in that form: the same object if it is.</summary>
    public static string Of(string text)
    {
        var letters = new List<char>(text.Length + 8);
        foreach (var letter in text)
        {
            if (decomposed.TryGetValue(letter, out var parts)) { letters.AddRange(parts); }
            else { letters.Add(letter); }
        }

        Order(letters);
        Compose(letters);
        return letters.Count == text.Length && letters.SequenceEqual(text) ? text : string.Concat(letters);
    }

    // Marks that don't touch each other may come in any order: here by their classes, and otherwise as they came. Nobody limits how many there are.
    private static void Order(List<char> letters)
    {
        for (var from = 0; from < letters.Count; from++)
        {
            var to = from;
            while (to < letters.Count && ClassOf(letters[to]) > 0) { to++; }
            if (to - from > 1)
            {
                var next = from;
                foreach (var mark in letters.Slice(from, to - from).OrderBy(ClassOf)) { letters[next++] = mark; }
            }

            from = to;
        }
    }

    private static void Compose(List<char> letters)
    {
        var (start, kept, last) = (-1, 0, 0);
        for (var i = 0; i < letters.Count; i++)
        {
            var (letter, of) = (letters[i], ClassOf(letters[i]));
            // A mark that another of its class, or a letter, stands before belongs to that.
            var isNext = start >= 0 && (kept == start + 1 || (last != 0 && last < of));
            if (isNext && Composed(letters[start], letter) is { } one)
            {
                letters[start] = one;
                continue;
            }

            if (of == 0) { start = kept; }
            last = of;
            letters[kept++] = letter;
        }

        letters.RemoveRange(kept, letters.Count - kept);
    }

    private static char? Composed(char letter, char mark)
    {
        if (composed.TryGetValue((letter, mark), out var one)) { return one; }
        if (letter - HangulL is >= 0 and < HangulLs && mark - HangulV is >= 0 and < HangulVs)
        {
            return (char)(HangulS + ((((letter - HangulL) * HangulVs) + mark - HangulV) * HangulTs));
        }

        var isOpen = letter - HangulS is >= 0 and < HangulLs * HangulVs * HangulTs && (letter - HangulS) % HangulTs == 0;
        return isOpen && mark - HangulT is > 0 and < HangulTs ? (char)(letter + mark - HangulT) : null;
    }

    private static int ClassOf(char letter) => letter < '\u0300' ? 0 : classes.GetValueOrDefault(letter);

    private static FrozenDictionary<char, string> Decompositions()
    {
        var once = (CanonicalTables.Compositions + CanonicalTables.Replacements).Chunk(3)
            .ToDictionary(of => of[0], of => of[2] == '\0' ? $"{of[1]}" : $"{of[1]}{of[2]}");
        return once.Keys.ToFrozenDictionary(letter => letter, Whole);

        string Whole(char letter) => once.TryGetValue(letter, out var parts) ? string.Concat(parts.Select(Whole)) : $"{letter}";
    }
}
