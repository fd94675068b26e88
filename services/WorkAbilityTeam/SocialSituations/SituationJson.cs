using System.Text.Json.Serialization;

namespace Tyokyky.WorkAbilityTeam.SocialSituations;

/// <summary>How the jsonb columns are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WrittenSection[]))]
internal sealed partial class SituationJson : JsonSerializerContext;
