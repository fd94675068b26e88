using System.Text.Json.Serialization;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>How the jsonb columns are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<Leg>))]
[JsonSerializable(typeof(IReadOnlyList<GivenPart>))]
[JsonSerializable(typeof(Appointment))]
[JsonSerializable(typeof(JointPlan))]
internal sealed partial class AssessmentJson : JsonSerializerContext;
