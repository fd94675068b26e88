using System.Text.Json.Serialization;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>How the jsonb columns are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<Attempt>))]
[JsonSerializable(typeof(IReadOnlyList<EnteredValue>))]
internal sealed partial class MeasurementJson : JsonSerializerContext;
