using System.Text.Json.Serialization;

namespace Tyokyky.Referrals.Coordination;

/// <summary>What columns of JSON hold; enums by name, so that a row can be read without the program.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<FollowedOutcomes>))]
internal sealed partial class CoordinationJson : JsonSerializerContext;
