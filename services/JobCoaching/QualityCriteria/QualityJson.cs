using System.Text.Json.Serialization;

namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>How the jsonb columns are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(IReadOnlyList<ItemScore>))]
internal sealed partial class QualityJson : JsonSerializerContext;
