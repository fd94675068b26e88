using System.Text.Json.Serialization;

namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>How the jsonb columns are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<DomainSeen>))]
internal sealed partial class PeriodJson : JsonSerializerContext;
