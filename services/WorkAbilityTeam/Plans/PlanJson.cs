using System.Text.Json.Serialization;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>How the jsonb columns are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlanBody))]
[JsonSerializable(typeof(AnsweredPart[]))]
[JsonSerializable(typeof(Approval))]
[JsonSerializable(typeof(ReviewLog))]
internal sealed partial class PlanJson : JsonSerializerContext;
