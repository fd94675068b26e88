using System.Text.Json.Serialization;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How the jsonb columns are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Attendee[]))]
internal sealed partial class CaseJson : JsonSerializerContext;
