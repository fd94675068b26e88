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
        var assembly = typeof(ReasonText).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith("Reasons/", StringComparison.Ordinal))
            .SelectMany(resource =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Parse).ToArray();
            })
            .ToFrozenDictionary(text => text.Reason);
    }

    private static ReasonText Parse(string line)
    {
        var field = line.TrimEnd('\r').Split(';');
        return new ReasonText(field[0], field[1], field[2], field[3]);
    }
}
