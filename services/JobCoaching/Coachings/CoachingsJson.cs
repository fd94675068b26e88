using System.Text.Json.Serialization;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>What columns of JSON hold; enums by name, so that a row can be read without the program.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<CoachPeriod>))]
[JsonSerializable(typeof(IReadOnlyList<CoachingPause>))]
[JsonSerializable(typeof(IReadOnlyList<InWorkSupport>))]
[JsonSerializable(typeof(CareerProfile))]
internal sealed partial class CoachingsJson : JsonSerializerContext;
