using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Directory;

/// <summary>What a search asks for in words: old names of services and of kinds of organisations, and the other words.</summary>
internal sealed record SearchedNames(IReadOnlyList<string> Words, IReadOnlyList<SearchedName> OldNames)
{
    // Case endings make a name's last word longer ("TE-toimistosta").
    private const int LongestEnding = 5;

    private static readonly (string[] Phrase, string System, string Code)[] oldNames =
    [
        .. new[] { "service", "organisation-kind" }
            .SelectMany(system => CodeSystem.Get(system).Entries, (system, entry) => (system, entry))
            .Where(old => old.entry.ReplacedBy.Length > 0)
            .SelectMany(
                old => old.entry.Names.Append(old.entry.Code).Select(name => SearchWords.Fold(name).Split(' ')),
                (old, phrase) => (phrase, old.system, old.entry.Code))
            .OrderByDescending(old => old.phrase.Length),
    ];

    public static SearchedNames In(string query)
    {
        var words = SearchWords.In(query).ToList();
        var found = new List<SearchedName>();
        foreach (var (phrase, _, _) in oldNames)
        {
            for (var at = 0; at + phrase.Length <= words.Count; at++)
            {
                if (!Stands(phrase, words, at)) { continue; }
                var named = words.GetRange(at, phrase.Length);
                var meant = oldNames.Where(old => Stands(old.Phrase, named, 0)).ToList();
                found.Add(new SearchedName(named, Codes(meant, "service"), Codes(meant, "organisation-kind")));
                words.RemoveRange(at, phrase.Length);
            }
        }

        return new(words, found);
    }

    private static bool Stands(string[] phrase, List<string> words, int at) =>
        at + phrase.Length <= words.Count
        && phrase[..^1].Index().All(part => words[at + part.Index] == part.Item)
        && words[at + phrase.Length - 1].StartsWith(phrase[^1], StringComparison.Ordinal)
        && words[at + phrase.Length - 1].Length - phrase[^1].Length <= LongestEnding;

    private static string[] Codes(IEnumerable<(string[] Phrase, string System, string Code)> meant, string system) =>
        [.. meant.Where(old => old.System == system).SelectMany(old => CodeSystem.Get(system).Same(old.Code)).Distinct()];
}

/// <summary>An old name as it was written, and what took its place.</summary>
internal sealed record SearchedName(IReadOnlyList<string> Words, string[] Services, string[] ProviderKinds);
