using System.Collections.Frozen;

namespace Tyokyky.Contracts;

/// <summary>
/// What a refusal's reason says to a person who sees it alone. What stands in square brackets is left out where the refusal lacks the metadata that it
/// names in braces.
/// </summary>
public sealed record ReasonText(string Reason, string Fi, string Sv, string En)
{
    private static readonly FrozenDictionary<string, ReasonText> all = Load();

    /// <summary>Those of every reason.</summary>
    public static IEnumerable<ReasonText> All => all.Values;

    /// <summary>That of one reason, or null.</summary>
    public static ReasonText? Find(string reason) => all.GetValueOrDefault(reason);

    private static FrozenDictionary<string, ReasonText> Load()
    {
        using var reader = new StreamReader(typeof(ReasonText).Assembly.GetManifestResourceStream("Reasons/reasons.csv")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Parse).ToFrozenDictionary(text => text.Reason);
    }

    private static ReasonText Parse(string line)
    {
        var field = line.TrimEnd('\r').Split(';');
        return new ReasonText(field[0], field[1], field[2], field[3]);
    }
}
