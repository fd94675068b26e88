using System.Collections.Frozen;

namespace Tyokyky.Contracts;

/// <summary>The stable names of the indicators in Metrics' registry, for who refers to them; a test of Metrics holds that they are the same.</summary>
public static class IndicatorNames
{
    private static readonly FrozenSet<string> all = Load();

    /// <summary>Every name.</summary>
    public static IEnumerable<string> All => all;

    /// <summary>True for a name that the registry has.</summary>
    public static bool Has(string name) => all.Contains(name);

    private static FrozenSet<string> Load()
    {
        using var reader = new StreamReader(typeof(IndicatorNames).Assembly.GetManifestResourceStream("indicators.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet();
    }
}
