using System.Text.Json.Serialization;

namespace Tyokyky.WorkAbilityTeam.Persistence;

/// <summary>How the jsonb columns are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OwnedAction[]))]
[JsonSerializable(typeof(PlanBody))]
internal sealed partial class TeamJson : JsonSerializerContext;
