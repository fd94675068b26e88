using System.Collections.Frozen;
using System.Text.Json;

namespace Tyokyky.Metrics.Domain;

/// <summary>The registry of indicators: data (Registry/indicators.json), read once.</summary>
internal static class IndicatorRegistry
{
    private static readonly JsonSerializerOptions snakeCase = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly FrozenDictionary<string, Indicator> byName = Load().ToFrozenDictionary(indicator => indicator.Name);

    /// <summary>By name.</summary>
    public static IReadOnlyList<Indicator> All { get; } = [.. byName.Values.OrderBy(indicator => indicator.Name, StringComparer.Ordinal)];

    /// <summary>The indicator of that name, or null.</summary>
    public static Indicator? Find(string name) => byName.GetValueOrDefault(name);

    private static Indicator[] Load()
    {
        using var json = typeof(IndicatorRegistry).Assembly.GetManifestResourceStream("indicators.json")!;
        return JsonSerializer.Deserialize<Indicator[]>(json, snakeCase)!;
    }
}
